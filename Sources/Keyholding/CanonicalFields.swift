import Foundation
import Traffic

/// The fields of an object as they are taken out of it, one after the other. What is missing, of another sort or left over is refused.
struct CanonicalFields {
  private var rest: [String: CanonicalJSON]
  let thing: String

  init(_ value: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    guard case .object(let fields) = value else { throw .malformed(thing, "it is not an object.") }
    rest = fields
    self.thing = thing
  }

  /// Reads a file or message: canonical JSON of a kind and a version.
  init(_ bytes: Data, kind: String, limit: Int) throws(KeyholdingFault) {
    try self.init(CanonicalJSONReader.read(bytes, of: kind, limit: limit), of: kind)
    guard try text("kind") == kind else { throw fault("it says that it is of another kind.") }
    let version = try number("version")
    guard version == 1 else { throw fault("it has version \(version); this program knows version 1.") }
  }

  func fault(_ what: String) -> KeyholdingFault { .malformed(thing, what) }

  mutating func value(_ key: String) throws(KeyholdingFault) -> CanonicalJSON {
    guard let value = rest.removeValue(forKey: key) else { throw fault("`\(key)` is missing.") }
    return value
  }

  mutating func text(_ key: String) throws(KeyholdingFault) -> String {
    guard case .text(let text) = try value(key) else { throw fault("`\(key)` is not a text.") }
    return text
  }

  mutating func number(_ key: String) throws(KeyholdingFault) -> Int {
    guard case .number(let number) = try value(key) else { throw fault("`\(key)` is not a number.") }
    return number
  }

  mutating func u32(_ key: String) throws(KeyholdingFault) -> UInt32 {
    guard let number = UInt32(exactly: try number(key)) else { throw fault("`\(key)` is out of range.") }
    return number
  }

  mutating func list(_ key: String) throws(KeyholdingFault) -> [CanonicalJSON] {
    guard case .list(let values) = try value(key) else { throw fault("`\(key)` is not a list.") }
    return values
  }

  /// - Parameter count: how many there must be; `nil` for any number.
  mutating func bytes(_ key: String, count: Int? = nil) throws(KeyholdingFault) -> Data {
    let text = try text(key)
    guard let bytes = Data(base64Encoded: text), bytes.base64EncodedString() == text else { throw fault("`\(key)` is not base64.") }
    guard count == nil || bytes.count == count else { throw fault("`\(key)` has \(bytes.count) bytes and not \(count ?? 0).") }
    return bytes
  }

  mutating func name<N: Name>(_ key: String, _ type: N.Type) throws(KeyholdingFault) -> N {
    guard let name = N(rawValue: try text(key)) else { throw fault("`\(key)` is not a name.") }
    return name
  }

  mutating func instant(_ key: String) throws(KeyholdingFault) -> Date {
    guard let instant = Date(secondText: try text(key)) else { throw fault("`\(key)` is not a time like 2026-11-21T14:00:00Z.") }
    return instant
  }

  /// A text for people, up to 200 bytes without control characters.
  mutating func phrase(_ key: String) throws(KeyholdingFault) -> String {
    let text = try text(key)
    guard Self.isPhrase(text) else { throw fault("`\(key)` is 1 to 200 bytes of plain text.") }
    return text
  }

  static func isPhrase(_ text: String) -> Bool { (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }

  /// Nothing may be left.
  func finish() throws(KeyholdingFault) { if !rest.isEmpty { throw fault("it has a field that is not known.") } }
}
