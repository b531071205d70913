import Foundation

/// What stands before everything that is sealed under a key of the server: a suite byte, so that the algorithm can change, and which key it is.
enum KeyMark {
  /// Of the time when there was one key, which is called 1 now: nothing follows, and wrapped keys do not even have the byte.
  static let oldSuite: UInt8 = 1
  /// Four bytes with the key's ID follow, most significant first.
  static let suite: UInt8 = 2
  /// The key is the case's own, and nothing follows.
  static let caseSuite: UInt8 = 3
  /// Bytes of a mark with a key's ID.
  static let length = 5
  /// Length of a wrapped key (RFC 3394) without a mark.
  static let wrappedLength = 40

  static func mark(_ id: UInt32) -> Data { Data([suite]) + id.bigEndianBytes }

  /// Which key of the server the body of a row is under, and how long the mark before it is; `nil` where it is under none.
  static func ofBody(_ body: Data) -> (id: UInt32, length: Int)? {
    switch body.first {
    case oldSuite: (1, 1)
    case suite: marked(body)
    default: nil
    }
  }

  /// The same of a wrapped key.
  static func ofWrapped(_ wrapped: Data) -> (id: UInt32, length: Int)? {
    wrapped.count == wrappedLength ? (1, 0) : wrapped.first == suite ? marked(wrapped) : nil
  }

  private static func marked(_ sealed: Data) -> (id: UInt32, length: Int)? {
    guard sealed.count >= length else { return nil }
    let id = sealed.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 1, as: UInt32.self) }
    return (UInt32(bigEndian: id), length)
  }
}
