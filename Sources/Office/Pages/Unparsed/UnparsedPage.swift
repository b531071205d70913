import Foundation
import Storage
import Traffic

/// The bodies that could not be read.
struct UnparsedPage: Sendable {
  var totalLabel: String
  var hasRows: Bool
  var rows: [Row]

  struct Row: Sendable {
    var id: String
    var href: String
    var receivedLabel: String
    var receivedISO: String
    var cameraID: String?
    var contentType: String?
    var code: String?
    var reason: String
    var sizeLabel: String
  }

  init(_ entries: [UnparsedBody], total: Int, clock: SiteClock) {
    totalLabel = Wording.count(total, "body", "bodies")
    rows = entries.map { Row($0, clock: clock) }
    hasRows = !rows.isEmpty
  }
}

extension UnparsedPage.Row {
  init(_ entry: UnparsedBody, clock: SiteClock) {
    let fault = FaultWords(entry.reason)
    id = entry.id.uuidString.lowercased()
    href = "/unparsed/\(id)"
    receivedLabel = "\(clock.shortDay(entry.receivedAt)), \(clock.time(entry.receivedAt))"
    receivedISO = SiteClock.iso(entry.receivedAt)
    cameraID = entry.camera?.rawValue
    contentType = entry.contentType
    code = fault.code
    reason = fault.message
    sizeLabel = Wording.bytes(entry.byteCount)
  }
}
