import Foundation

/// Reads JSON (RFC 8259) field by field, straight into what a dialect asks for: several times as fast as a decoder that first builds a tree of it,
/// which counts where every pass of a country comes in.
///
/// Whatever is passed over is checked as well, so that a document is taken whole or not at all. Of fields with the same name the last counts.
struct JSONReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// Reads one document, to its end.
  /// - Parameter bytes: UTF-8, nested no deeper than the stack bears: see ``JSONBody``.
  static func read<Value>(_ bytes: UnsafeRawBufferPointer, _ read: (inout JSONReader) throws(JSONFault) -> Value) throws(JSONFault) -> Value {
    var reader = JSONReader(bytes)
    if bytes.holds([0xEF, 0xBB, 0xBF], at: 0) { reader.place = 3 }
    let value = try read(&reader)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw .malformed }
    return value
  }

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  // MARK: Values

  /// Hands each field's name out, with the reader before its value, which has to be read or skipped.
  mutating func object(_ field: (String, inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
    guard next() == UInt8(ascii: "{") else { throw try wrong("an object") }
    place += 1
    if next() == UInt8(ascii: "}") { return place += 1 }
    repeat {
      guard next() == .quote else { throw .malformed }
      let name = try string()
      try expect(UInt8(ascii: ":"))
      do {
        try field(name, &self)
      } catch {
        throw error.under(name)
      }
    } while try goesOn(until: UInt8(ascii: "}"))
  }

  /// A list; `null` where a field may be left out is for ``optional(_:)``.
  mutating func list<Element>(_ element: (inout JSONReader) throws(JSONFault) -> Element) throws(JSONFault) -> [Element] {
    guard next() == UInt8(ascii: "[") else { throw try wrong("a list") }
    place += 1
    var elements: [Element] = []
    if next() == UInt8(ascii: "]") {
      place += 1
      return elements
    }
    repeat {
      do {
        elements.append(try element(&self))
      } catch {
        throw error.under(elements.count)
      }
    } while try goesOn(until: UInt8(ascii: "]"))
    return elements
  }

  mutating func text() throws(JSONFault) -> String {
    guard next() == .quote else { throw try wrong("a text") }
    return try string()
  }

  mutating func number() throws(JSONFault) -> Double {
    guard let value = try numeral() else { throw try wrong("a number") }
    return value.decimal
  }

  mutating func wholeNumber() throws(JSONFault) -> Int {
    guard let value = try numeral() else { throw try wrong("a whole number") }
    guard let whole = value.whole ?? Int(exactly: value.decimal) else { throw .value("a whole number") }
    return whole
  }

  mutating func base64() throws(JSONFault) -> Data {
    guard next() == .quote else { throw try wrong("base64") }
    guard let bytes = Data(base64Encoded: try string()) else { throw .value("base64") }
    return bytes
  }

  /// A value that may be `null`, which is as good as left out.
  mutating func optional<Value>(_ read: (inout JSONReader) throws(JSONFault) -> Value) throws(JSONFault) -> Value? {
    guard next() == UInt8(ascii: "n") else { return try read(&self) }
    try skip()
    return nil
  }

  /// Passes over a value of any kind.
  mutating func skip() throws(JSONFault) {
    switch next() {
    case .quote: _ = try string()
    case UInt8(ascii: "{"): try object { (_, reader) throws(JSONFault) in try reader.skip() }
    case UInt8(ascii: "["): _ = try list { (reader) throws(JSONFault) in try reader.skip() }
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: if try numeral() == nil { throw .malformed }
    }
  }

  // MARK: Signs

  /// The next byte that is no white space, which is not taken; 0 at the end.
  private mutating func next() -> UInt8 {
    skipSpace()
    return place < bytes.count ? bytes[place] : 0
  }

  private mutating func skipSpace() { while place < bytes.count, bytes[place].isWhitespace { place += 1 } }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    guard next() == byte else { throw .malformed }
    place += 1
  }

  /// Whether another element follows.
  private mutating func goesOn(until end: UInt8) throws(JSONFault) -> Bool {
    switch next() {
    case UInt8(ascii: ","):
      place += 1
      return true
    case end:
      place += 1
      return false
    default: throw .malformed
    }
  }

  private mutating func word(_ word: StaticString) throws(JSONFault) {
    let length = word.utf8CodeUnitCount
    guard bytes.count - place >= length, let base = bytes.baseAddress, memcmp(base + place, word.utf8Start, length) == 0 else { throw .malformed }
    place += length
  }

  /// The fault of a sound value of another kind; that of an unsound one is that it is.
  private mutating func wrong(_ wanted: String) throws(JSONFault) -> JSONFault {
    if next() == UInt8(ascii: "n") {
      try skip()
      return .null
    }
    try skip()
    return .value(wanted)
  }

  // MARK: Texts

  /// The text whose opening quote stands here.
  private mutating func string() throws(JSONFault) -> String {
    place += 1
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case .quote:
        defer { place += 1 }
        return try utf8(bytes[start..<place])
      case .backslash: return try escapedString(from: start)
      case ..<0x20: throw .malformed
      default: place += 1
      }
    }
    throw .malformed
  }

  private func utf8(_ piece: Slice<UnsafeRawBufferPointer>) throws(JSONFault) -> String {
    guard let text = String(validating: UnsafeRawBufferPointer(rebasing: piece), as: UTF8.self) else { throw .malformed }
    return text
  }

  /// The rest of a text in which something is escaped.
  private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
    var text = Array(bytes[start..<place])
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case .quote:
        guard let text = String(validating: text, as: UTF8.self) else { throw .malformed }
        return text
      case .backslash: text.append(contentsOf: try escape().utf8)
      case ..<0x20: throw .malformed
      default: text.append(byte)
      }
    }
    throw .malformed
  }

  private mutating func escape() throws(JSONFault) -> Character {
    guard place < bytes.count else { throw .malformed }
    defer { place += 1 }
    switch bytes[place] {
    case .quote: return "\""
    case .backslash: return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try escapedScalar())
    default: throw .malformed
    }
  }

  /// The scalar whose `u` stands here; two escapes where it is a pair of surrogates. Ends at its last digit.
  private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try fourDigits()
    guard (0xD800..<0xDC00).contains(first) else {
      guard let scalar = Unicode.Scalar(first) else { throw .malformed }
      return scalar
    }
    guard bytes.holds([.backslash, UInt8(ascii: "u")], at: place + 1) else { throw .malformed }
    place += 2
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
      throw .malformed
    }
    return scalar
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt32 {
    guard place + 4 < bytes.count else { throw .malformed }
    var value: UInt32 = 0
    for offset in 1...4 {
      guard let digit = Character(Unicode.Scalar(bytes[place + offset])).hexDigitValue else { throw .malformed }
      value = value << 4 | UInt32(digit)
    }
    place += 4
    return value
  }

  // MARK: Numbers

  private struct Numeral {
    var decimal: Double
    /// Where it is written without fraction and exponent, and is not too large.
    var whole: Int?
  }

  /// - Returns: `nil` where no number stands here.
  private mutating func numeral() throws(JSONFault) -> Numeral? {
    let first = next()
    guard first == .dash || first.digit != nil else { return nil }
    let start = place
    if first == .dash { place += 1 }
    let leading = place
    var digits = Digits()
    guard takeDigits(&digits), bytes[leading] != UInt8(ascii: "0") || place == leading + 1 else { throw .malformed }
    var isWhole = true
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      isWhole = false
      place += 1
      let point = place
      guard takeDigits(&digits) else { throw .malformed }
      digits.behindPoint = place - point
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      digits.isExact = false
      place += 1
      if place < bytes.count, bytes[place] == .dash || bytes[place] == UInt8(ascii: "+") { place += 1 }
      var exponent = Digits()
      guard takeDigits(&exponent) else { throw .malformed }
    }
    if let exact = digits.exact { return Numeral(decimal: first == .dash ? -exact : exact, whole: isWhole ? (first == .dash ? -1 : 1) * digits.value : nil) }
    let written = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let decimal = Double(written), decimal.isFinite else { throw .malformed }
    return Numeral(decimal: decimal, whole: isWhole ? Int(written) : nil)
  }

  /// Digits as a number, as long as that is exact.
  private struct Digits {
    var value = 0
    var behindPoint = 0
    var isExact = true

    /// Both parts of the quotient are exact as binary numbers, so that the quotient is rounded once (Clinger, 1990).
    var exact: Double? { isExact && behindPoint <= 22 ? Double(value) / Self.powers[behindPoint] : nil }

    private static let powers: [Double] = (0...22).map { pow(10, Double($0)) }
  }

  private mutating func takeDigits(_ digits: inout Digits) -> Bool {
    let start = place
    while place < bytes.count, let digit = bytes[place].digit {
      // From 2^53 on not every whole number is a binary one.
      if digits.value > (1 << 53 - 9) / 10 { digits.isExact = false } else { digits.value = digits.value * 10 + digit }
      place += 1
    }
    return place > start
  }
}
