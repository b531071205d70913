import Foundation
import Sealing

extension Policy {
  /// Checks what a warrant asks for against purposes and caps.
  func check(_ warrant: Warrant) throws(Refusal) {
    guard purposes.contains(warrant.purpose) else { throw .purposeNotAllowed }
    try Self.check(.plates, warrant.plates.count, plateCap)
    try Self.check(.cameras, warrant.cameras.count, cameraCap)
    try Self.check(.days, warrant.days, retentionDays)
  }

  /// Checks that a warrant's time is not over.
  /// - Parameter loggedAt: when the witnesses saw it in the log.
  func check(_ warrant: Warrant, loggedAt: Date, now: Date) throws(Refusal) {
    guard now < loggedAt + Double(validDays) * 86_400 else { throw .expired("The witnesses saw the warrant more than \(validDays) days ago.") }
    guard now < warrant.unsealBy else { throw .expired("The warrant should be public by now.") }
    try Self.check(.days, Self.days(from: loggedAt, to: warrant.unsealBy), unsealDays)
  }

  /// Checks that enough different persons approved this very warrant. A false approval spoils the request even where there are enough others.
  func check(_ approvals: [Approval], of warrant: Warrant) throws(Refusal) {
    let challenge = warrant.challenge
    for approval in approvals where !approvalKeys.contains(where: { $0.accepts(approval, challenge: challenge) }) { throw .approvalInvalid }
    let missing = self.approvals - Set(approvals.map(\.person)).count
    guard missing <= 0 else { throw .approvalsMissing(missing) }
  }

  static func check(_ cap: Refusal.Cap, _ asked: Int, _ allowed: Int) throws(Refusal) {
    guard asked <= allowed else { throw .capPassed(cap, asked: asked, allowed: allowed) }
  }

  private static func days(from: Date, to: Date) -> Int { Int((to.timeIntervalSince(from) / 86_400).rounded(.up)) }
}
