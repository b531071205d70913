public import Foundation

/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
  /// The line's beginning: U+2014 and a space.
  static let mark = "\u{2014} "

  public let keyName: String
  public let keyID: UInt32
  /// What follows the ID: for a log Ed25519 alone (64 bytes), for a witness eight bytes of time before it.
  public let bytes: Data

  init(key: NoteKey, bytes: Data) {
    keyName = key.name
    keyID = key.id
    self.bytes = bytes
  }

  /// - Parameter line: without its end.
  /// - Returns: `nil` for everything that is no signature line.
  public init?(line: String) {
    guard line.utf8.starts(with: Self.mark.utf8) else { return nil }
    let parts = line.dropFirst(Self.mark.count).split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, NoteKey.isName(String(parts[0])), let blob = Data(canonicalBase64: String(parts[1])), blob.count >= 5 else { return nil }
    keyName = String(parts[0])
    keyID = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Data(blob.dropFirst(4))
  }

  /// The line, without its end.
  public var line: String { "\(Self.mark)\(keyName) \((keyID.bigEndianBytes + bytes).base64EncodedString())" }

  /// When a witness signed; `nil` where the bytes cannot be a witness's.
  public var witnessTime: Date? { witnessSeconds.map { Date(timeIntervalSince1970: Double($0)) } }

  var witnessSeconds: UInt64? {
    guard bytes.count == 8 + 64 else { return nil }
    let seconds = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // Beyond what a `Date` keeps exactly there is no witness, and no way back to the bytes that were signed.
    return seconds < 1 << 53 ? seconds : nil
  }
}
