import Foundation
import Sealing

extension Policy {
  /// What a warrant asks for against purposes and caps.
  func objections(to warrant: Warrant) -> [Refusal] {
    (purposes.contains(warrant.purpose) ? [] : [.purposeNotAllowed])
      + Refusal.gather { () throws(Refusal) in try Self.check(.plates, warrant.plates.count, plateCap) }
      + Refusal.gather { () throws(Refusal) in try Self.check(.cameras, warrant.cameras.count, cameraCap) }
      + Refusal.gather { () throws(Refusal) in try Self.check(.days, warrant.days, retentionDays) }
  }

  /// Checks that a warrant's time is not over.
  /// - Parameter loggedAt: when the witnesses saw it in the log.
  func check(_ warrant: Warrant, loggedAt: Date, now: Date) throws(Refusal) {
    guard now < loggedAt + Double(validDays) * 86_400 else { throw .expired("The witnesses saw the warrant more than \(validDays) days ago.") }
    guard now < warrant.unsealBy else { throw .expired("The warrant should be public by now.") }
    try Self.check(.days, Self.days(from: loggedAt, to: warrant.unsealBy), unsealDays)
  }

  /// Whether enough different persons approved this very warrant. A false approval spoils the request even where there are enough others.
  func objections(to approvals: [Approval], of warrant: Warrant) -> [Refusal] {
    let missing = self.approvals - Set(approvals.map(\.person)).count
    let isFalse = approvals.contains { trustedKey(of: $0, for: warrant) == nil }
    return (isFalse ? [.approvalInvalid] : []) + (missing > 0 ? [.approvalsMissing(missing)] : [])
  }

  /// The key of this policy that an approval was made with; `nil` where it was made with none of them.
  func trustedKey(of approval: Approval, for warrant: Warrant) -> ApprovalKey? { approvalKeys.first { $0.accepts(approval, of: warrant) } }

  static func check(_ cap: Refusal.Cap, _ asked: Int, _ allowed: Int) throws(Refusal) {
    guard asked <= allowed else { throw .capPassed(cap, asked: asked, allowed: allowed) }
  }

  private static func days(from: Date, to: Date) -> Int { Int((to.timeIntervalSince(from) / 86_400).rounded(.up)) }
}
