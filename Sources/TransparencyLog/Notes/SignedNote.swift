public import Foundation

/// A text with signatures under it (C2SP `signed-note`), as checkpoints are.
public struct SignedNote: Hashable, Sendable {
  /// A signature that is good.
  public struct Verified: Hashable, Sendable {
    public let key: NoteKey
    public let signature: NoteSignature
  }

  /// More signatures are refused, so that nobody is made to check a million of them.
  public static let mostSignatures = 100
  /// The longest note, in bytes.
  public static let longest = 1_000_000
  private static let thing = "signed note"

  /// Ends with a line feed.
  public let text: String
  public private(set) var signatures: [NoteSignature]

  /// - Throws: ``TransparencyFault/unusable(_:)`` for a text that does not end with a line feed or has other control characters.
  public init(text: String, signatures: [NoteSignature]) throws(TransparencyFault) {
    guard Self.isText(text) else { throw .unusable("A note's text ends with a line feed and has no other control characters.") }
    self.text = text
    self.signatures = signatures
  }

  /// - Throws: ``TransparencyFault/malformed(_:_:)`` for everything that is no note with at least one signature line.
  public init(bytes: Data) throws(TransparencyFault) {
    guard bytes.count <= Self.longest else { throw .malformed(Self.thing, "it has \(bytes.count) bytes; \(Self.longest) are the most.") }
    guard String(validating: bytes, as: UTF8.self) != nil, let gap = bytes.lastRange(of: Data("\n\n".utf8)), bytes.last == 0x0A else {
      throw .malformed(Self.thing, "a text, an empty line and signatures are expected, in UTF-8.")
    }
    let text = String(decoding: bytes[...gap.lowerBound], as: UTF8.self)
    guard Self.isText(text) else { throw .malformed(Self.thing, "its text has control characters.") }
    let lines = bytes[gap.upperBound...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count <= Self.mostSignatures else { throw .malformed(Self.thing, "it has more than \(Self.mostSignatures) signatures.") }
    var signatures: [NoteSignature] = []
    for line in lines {
      guard let signature = NoteSignature(line: String(decoding: line, as: UTF8.self)) else {
        throw .malformed(Self.thing, "line \(signatures.count + 1) of its signatures is none.")
      }
      signatures.append(signature)
    }
    self.text = text
    self.signatures = signatures
  }

  public var bytes: Data { Data("\(text)\n\(signatures.map { $0.line + "\n" }.joined())".utf8) }

  /// Adds a signature; one of the same key that stood there before goes.
  public mutating func add(_ signature: NoteSignature) {
    signatures.removeAll { $0.keyID == signature.keyID && $0.keyName.utf8.elementsEqual(signature.keyName.utf8) }
    signatures.append(signature)
  }

  /// The good signatures by keys that are known, one a key, the earliest where a witness signed twice. Other signatures are ignored.
  /// - Throws: ``TransparencyFault/badSignature(_:)`` where a line bears a known key's name and ID and is not by it, which spoils all of the
  ///   note; ``TransparencyFault/unsigned`` where no known key signed.
  public func verified(by keys: [NoteKey]) throws(TransparencyFault) -> [Verified] {
    var good: [Verified] = []
    for signature in signatures {
      guard let key = keys.first(where: { $0.isNamed(by: signature) }) else { continue }
      guard key.made(signature, of: text) else { throw .badSignature(key.name) }
      let this = Verified(key: key, signature: signature)
      if let place = good.firstIndex(where: { $0.key == key }) {
        if signature.witnessTime ?? .distantFuture < good[place].signature.witnessTime ?? .distantPast { good[place] = this }
      } else {
        good.append(this)
      }
    }
    guard !good.isEmpty else { throw .unsigned }
    return good
  }

  private static func isText(_ text: String) -> Bool { text.utf8.last == 0x0A && text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A } }
}
