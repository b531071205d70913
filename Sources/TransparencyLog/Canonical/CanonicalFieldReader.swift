package import Foundation
package import Traffic

/// The fields of an object as they are taken out of it, one after the other. What is missing, of another sort or left over is refused, with the
/// error of the room that reads.
package struct CanonicalFieldReader<Fault: MalformedFault> {
  private var rest: [String: CanonicalJSON]
  package let thing: String

  package init(_ value: CanonicalJSON, of thing: String) throws(Fault) {
    guard case .object(let fields) = value else { throw .malformed(thing, "it is not an object.") }
    rest = fields
    self.thing = thing
  }

  /// - Parameter limit: the longest it may be, in bytes.
  package init(_ bytes: Data, of thing: String, limit: Int) throws(Fault) { try self.init(Self.read(bytes, of: thing, limit: limit), of: thing) }

  /// Reads a file or message: canonical JSON of a kind and a version.
  package init(_ bytes: Data, kind: String, limit: Int) throws(Fault) {
    try self.init(bytes, of: kind, limit: limit)
    guard try text("kind") == kind else { throw fault("it says that it is of another kind.") }
    let version = try number("version")
    guard version == 1 else { throw fault("it has version \(version); this program knows version 1.") }
  }

  /// Canonical JSON of any sort.
  package static func read(_ bytes: Data, of thing: String, limit: Int) throws(Fault) -> CanonicalJSON {
    do {
      return try CanonicalJSONReader.read(bytes, of: thing, limit: limit)
    } catch {
      throw .malformed(error.thing, error.what)
    }
  }

  package func fault(_ what: String) -> Fault { .malformed(thing, what) }

  package mutating func value(_ key: String) throws(Fault) -> CanonicalJSON {
    guard let value = rest.removeValue(forKey: key) else { throw fault("`\(key)` is missing.") }
    return value
  }

  package mutating func text(_ key: String) throws(Fault) -> String {
    guard case .text(let text) = try value(key) else { throw fault("`\(key)` is not a text.") }
    return text
  }

  package mutating func number(_ key: String) throws(Fault) -> Int {
    guard case .number(let number) = try value(key) else { throw fault("`\(key)` is not a number.") }
    return number
  }

  package mutating func u32(_ key: String) throws(Fault) -> UInt32 {
    guard let number = UInt32(exactly: try number(key)) else { throw fault("`\(key)` is out of range.") }
    return number
  }

  package mutating func list(_ key: String) throws(Fault) -> [CanonicalJSON] {
    guard case .list(let values) = try value(key) else { throw fault("`\(key)` is not a list.") }
    return values
  }

  /// - Parameter count: how many there must be; `nil` for any number.
  package mutating func bytes(_ key: String, count: Int? = nil) throws(Fault) -> Data {
    let text = try text(key)
    guard let bytes = Data(base64Encoded: text), bytes.base64EncodedString() == text else { throw fault("`\(key)` is not base64.") }
    guard count == nil || bytes.count == count else { throw fault("`\(key)` has \(bytes.count) bytes and not \(count ?? 0).") }
    return bytes
  }

  package mutating func name<N: Name>(_ key: String, _ type: N.Type) throws(Fault) -> N {
    guard let name = N(rawValue: try text(key)) else { throw fault("`\(key)` is not a name.") }
    return name
  }

  package mutating func instant(_ key: String) throws(Fault) -> Date {
    guard let instant = Date(secondText: try text(key)) else { throw fault("`\(key)` is not a time like 2026-11-21T14:00:00Z.") }
    return instant
  }

  /// A text for people, up to 200 bytes without control characters.
  package mutating func phrase(_ key: String) throws(Fault) -> String {
    let text = try text(key)
    guard Self.isPhrase(text) else { throw fault("`\(key)` is 1 to 200 bytes of plain text.") }
    return text
  }

  package static func isPhrase(_ text: String) -> Bool { (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }

  /// Nothing may be left.
  package func finish() throws(Fault) { if !rest.isEmpty { throw fault("it has a field that is not known.") } }
}
