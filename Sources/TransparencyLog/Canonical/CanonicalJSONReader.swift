import Foundation

/// Reads ``CanonicalJSON`` and refuses everything else, so that what was read has exactly the bytes that were hashed.
struct CanonicalJSONReader {
  private static let deepest = 8
  private let bytes: [UInt8]
  private let thing: String
  private var at = 0

  /// - Parameters:
  ///   - thing: its name for messages, such as `warrant`.
  ///   - limit: the longest it may be, in bytes.
  static func read(_ data: Data, of thing: String, limit: Int) throws(CanonicalFault) -> CanonicalJSON {
    guard data.count <= limit else { throw CanonicalFault(thing, "it has \(data.count) bytes; \(limit) are the most.") }
    var reader = CanonicalJSONReader(bytes: Array(data), thing: thing)
    let value = try reader.value(depth: 0)
    guard reader.at == reader.bytes.count else { throw reader.fault("something follows its end.") }
    // Catches every other way to write the same: escapes, for one.
    guard value.bytes == data else { throw reader.fault("it is not in canonical form.") }
    return value
  }

  private init(bytes: [UInt8], thing: String) {
    self.bytes = bytes
    self.thing = thing
  }

  private func fault(_ what: String) -> CanonicalFault { CanonicalFault(thing, "byte \(at): \(what)") }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ character: UInt8) -> Bool {
    guard next == character else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(CanonicalFault) -> CanonicalJSON {
    guard depth < Self.deepest else { throw fault("it is nested too deeply.") }
    guard let next else { throw fault("it ends too early.") }
    switch next {
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case 0x20, 0x09, 0x0A, 0x0D: throw fault("white space between values.")
    default: throw fault("a text, a whole number, a list or an object is expected.")
    }
  }

  private mutating func list(depth: Int) throws(CanonicalFault) -> CanonicalJSON {
    at += 1
    var values: [CanonicalJSON] = []
    if take(UInt8(ascii: "]")) { return .list(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault("a list's end is expected.") }
    return .list(values)
  }

  private mutating func object(depth: Int) throws(CanonicalFault) -> CanonicalJSON {
    at += 1
    var values: [String: CanonicalJSON] = [:]
    if take(UInt8(ascii: "}")) { return .object(values) }
    repeat {
      guard next == UInt8(ascii: "\"") else { throw fault("a key is expected.") }
      let key = try text()
      guard values[key] == nil else { throw fault("a key stands there twice.") }
      guard take(UInt8(ascii: ":")) else { throw fault("a colon is expected.") }
      values[key] = try value(depth: depth + 1)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault("an object's end is expected.") }
    return .object(values)
  }

  private mutating func number() throws(CanonicalFault) -> Int {
    let start = at
    while let byte = next, "+-.0123456789eE".utf8.contains(byte) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let number = Int(text), String(number) == text, abs(number) <= CanonicalJSON.largestNumber else {
      throw fault("numbers are whole and written without sign, point or exponent.")
    }
    return number
  }

  private mutating func text() throws(CanonicalFault) -> String {
    at += 1
    let start = at
    while let byte = next, byte != 0x22 { at += byte == 0x5C ? 2 : 1 }
    guard at < bytes.count else { throw fault("a text has no end.") }
    defer { at += 1 }
    let raw = bytes[start..<at]
    guard raw.contains(0x5C) else {
      guard let text = String(validating: raw, as: UTF8.self) else { throw fault("a text is not UTF-8.") }
      return text
    }
    return try unescaped(raw)
  }

  /// The few escapes that the canonical form has; others are refused.
  private func unescaped(_ raw: ArraySlice<UInt8>) throws(CanonicalFault) -> String {
    var plain: [UInt8] = []
    var rest = raw
    while let byte = rest.popFirst() {
      guard byte == 0x5C else {
        plain.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "\""): plain.append(0x22)
      case UInt8(ascii: "\\"): plain.append(0x5C)
      case UInt8(ascii: "u"):
        guard rest.count >= 4, let code = UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) else {
          throw fault("an escape is not canonical.")
        }
        plain.append(code)
        rest = rest.dropFirst(4)
      default: throw fault("an escape is not known.")
      }
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw fault("a text is not UTF-8.") }
    return text
  }
}
