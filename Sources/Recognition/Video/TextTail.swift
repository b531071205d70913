import Foundation

/// The last few kilobytes of what a program wrote, however much that was.
struct TextTail: Sendable {
  static let limit = 8192

  private var bytes = Data()

  mutating func append(_ piece: Data) {
    bytes.append(piece)
    if bytes.count > Self.limit { bytes = Data(bytes.suffix(Self.limit)) }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
