import Foundation
import Keyholding
import Traffic

/// The list of requests.
struct RequestsPage: Sendable {
  let totalLabel: String
  let hasRows: Bool
  let rows: [RequestRow]

  init(_ rows: [RequestRow]) {
    let waiting = rows.count(where: \.isWaiting)
    totalLabel = waiting == 0 ? "none waits" : "\(waiting == 1 ? "1 waits" : "\(waiting) wait") for you"
    hasRows = !rows.isEmpty
    self.rows = rows
  }
}

/// One line of it. No plate: those are read on the request's own page.
struct RequestRow: Sendable {
  let href: String
  let shortLabel: String
  let requester: String
  let caseNumber: String
  let purposeLabel: String
  let platesLabel: String
  let fromLabel: String
  let toLabel: String
  let receivedLabel: String
  let isWaiting: Bool
  let isGranted: Bool
  let isRefused: Bool
  /// Why it cannot be granted as it is.
  let obstacle: String?

  init(_ kept: KeptRequest, _ examination: Examination?) {
    let warrant = kept.warrant
    href = "/requests/\(kept.commitment.hex)"
    shortLabel = Wording.short(kept.commitment)
    requester = warrant.requester
    caseNumber = warrant.caseNumber
    purposeLabel = Wording.purpose(warrant.purpose)
    platesLabel = "\(Wording.count(warrant.plates.count, "plate", "plates")), \(Wording.count(warrant.cameras.count, "camera", "cameras"))"
    fromLabel = Wording.minute(warrant.from)
    toLabel = Wording.minute(warrant.to)
    receivedLabel = Wording.minute(kept.receivedAt)
    (isWaiting, isGranted, isRefused) = Self.standing(kept.decision)
    obstacle = examination?.objections.first.map { Wording.sentence("\($0)") }
  }

  static func standing(_ decision: Decision?) -> (isWaiting: Bool, isGranted: Bool, isRefused: Bool) {
    switch decision?.outcome {
    case nil: (true, false, false)
    case .granted: (false, true, false)
    case .refused: (false, false, true)
    }
  }
}
