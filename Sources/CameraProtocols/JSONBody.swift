import Foundation

/// JSON from a device, checked before a decoder sees it.
struct JSONBody {
  private let bytes: Data

  init(_ bytes: Data) throws(DecodingFault) {
    guard !bytes.isEmpty else { throw DecodingFault(.emptyBody, "the body is empty; send one JSON object") }
    guard !CompressedBytes.begin(bytes) else {
      throw DecodingFault(.unsupportedEncoding, "the body is compressed; send JSON without Content-Encoding")
    }
    // In any other encoding of Unicode one of the first two bytes is not what it is in UTF-8, and the depth check would count nonsense.
    guard bytes.firstMeaningfulByte == UInt8(ascii: "{"), !bytes.prefix(8).contains(0) else {
      throw DecodingFault(.malformedJSON, "the body is not one JSON object in UTF-8")
    }
    let shape = Self.shape(of: bytes)
    guard shape.depth <= BodyLimits.jsonDepth else {
      throw DecodingFault(.tooDeep, "JSON is nested at most \(BodyLimits.jsonDepth) deep")
    }
    guard shape.structureBytes <= BodyLimits.jsonStructureBytes else {
      throw DecodingFault(.tooLarge, "JSON has at most \(BodyLimits.jsonStructureBytes / 1024) KiB outside of its texts")
    }
    self.bytes = bytes
  }

  /// Reads the document field by field.
  func read<Value>(_ read: (inout JSONReader) throws(JSONFault) -> Value) throws(DecodingFault) -> Value {
    let value = bytes.withUnsafeBytes { bytes in
      Result { () throws(JSONFault) in try JSONReader.read(bytes, read) }
    }
    do {
      return try value.get()
    } catch {
      throw DecodingFault(error)
    }
  }

  func decode<Value: Decodable>(_: Value.Type) throws(DecodingFault) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: bytes)
    } catch let error as DecodingError {
      throw DecodingFault(error)
    } catch {
      throw DecodingFault(.malformedJSON, "the body is not well-formed JSON")
    }
  }

  /// The deepest nesting of objects and arrays, and how much stands outside of strings. Brackets in strings do not count.
  private static func shape(of bytes: Data) -> (depth: Int, structureBytes: Int) {
    bytes.withUnsafeBytes { buffer in
      var depth = 0, deepest = 0, index = 0, structure = 0
      while index < buffer.count {
        switch buffer[index] {
        case .quote: index = endOfString(in: buffer, from: index + 1)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          deepest = max(deepest, depth)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        index += 1
        structure += 1
      }
      return (deepest, structure)
    }
  }

  /// The closing quote's offset. Jumps from quote to quote, as pictures are strings of megabytes.
  private static func endOfString(in buffer: UnsafeRawBufferPointer, from start: Int) -> Int {
    var from = start
    while let quote = buffer.firstOffset(of: .quote, from: from) {
      var backslashes = 0
      while quote - backslashes - 1 >= from, buffer[quote - backslashes - 1] == .backslash { backslashes += 1 }
      if backslashes.isMultiple(of: 2) { return quote }
      from = quote + 1
    }
    return buffer.count
  }
}

extension DecodingFault {
  /// Names the field and what it should be; never the value, which could be a plate.
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(.missingField, "`\(Self.path(context.codingPath + [key]))` is missing")
    case .valueNotFound(_, let context):
      self.init(.missingField, "`\(Self.path(context.codingPath))` has no value")
    case .typeMismatch(let type, let context):
      self.init(.badValue, "`\(Self.path(context.codingPath))` has to be \(Self.word(for: type))")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      self.init(.badValue, "`\(Self.path(context.codingPath))` cannot be read as what it has to be")
    default:
      self.init(.malformedJSON, "the body is not well-formed JSON")
    }
  }

  /// Only keys that a dialect asks for can be in a path; indices are shown as numbers.
  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined().replacingPrefix(".", with: "")
  }

  private static func word(for type: Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is Double.Type: "a number"
    case is Int.Type, is Int64.Type: "a whole number"
    case is Data.Type: "base64"
    case is [Any].Type: "a list"
    default: "of another type"
    }
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with replacement: String) -> String {
    hasPrefix(prefix) ? replacement + dropFirst(prefix.count) : self
  }
}
