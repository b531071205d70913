import Foundation
import Storage
import Traffic

/// One body that could not be read, as text where it is text, and byte by byte.
struct UnparsedItemPage: Sendable {
  /// How much of a text is shown.
  static let textBytes = 8 * 1024
  /// How much is shown byte by byte.
  static let hexBytes = 512

  var id: String
  var receivedLabel: String
  var cameraID: String?
  var contentType: String?
  var code: String?
  var reason: String
  var sizeLabel: String
  var sha256: String
  var bodyHref: String
  var text: String?
  var isTextCut: Bool
  var hexLines: [HexLine]
  var hasHex: Bool
  var canDismiss: Bool

  init(_ entry: UnparsedBody, body: Data, sha256: String, clock: SiteClock) {
    let fault = FaultWords(entry.reason)
    id = entry.id.uuidString.lowercased()
    receivedLabel = "\(clock.day(entry.receivedAt)), \(clock.time(entry.receivedAt))"
    cameraID = entry.camera?.rawValue
    contentType = entry.contentType
    code = fault.code
    reason = fault.message
    sizeLabel = Wording.bytes(entry.byteCount)
    self.sha256 = sha256
    bodyHref = "/unparsed/\(id)/body"
    text = Self.text(body)
    isTextCut = text != nil && body.count > Self.textBytes
    hexLines = HexLine.lines(of: body.prefix(Self.hexBytes))
    hasHex = !hexLines.isEmpty
    canDismiss = true
  }

  /// The beginning of a body, where it is text.
  /// - Returns: `nil` for what is no UTF-8 or holds control characters that no text has.
  static func text(_ body: Data) -> String? {
    var part = body.prefix(textBytes)
    // A cut may fall into the middle of a character; up to three bytes of it are left out.
    for _ in 0..<4 {
      if let text = String(data: part, encoding: .utf8) {
        let isText = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || [0x09, 0x0A, 0x0D].contains($0.value) }
        return isText && !text.isEmpty ? text : nil
      }
      guard body.count > part.count || body.count > textBytes, !part.isEmpty else { return nil }
      part = part.dropLast()
    }
    return nil
  }
}
