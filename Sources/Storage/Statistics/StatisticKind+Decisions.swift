public import Traffic

/// What people decided. Counted in the transaction of the decision itself, so that the sums are right however the server ended.
extension StatisticKind {
  /// Reviewers' decisions on cases.
  public static let review = StatisticKind(rawValue: "review")
  /// Cases that review approved.
  public static let approved = StatisticKind(rawValue: "approved")
  /// Notices issued.
  public static let notice = StatisticKind(rawValue: "notice")
  /// Approved cases of which the machine had read the plate that review settled on.
  public static let plateConfirmed = StatisticKind(rawValue: "plate-confirmed")
  /// Approved cases of which it had read another plate, or none.
  public static let plateCorrected = StatisticKind(rawValue: "plate-corrected")

  /// Cases that review turned down for a reason.
  public static func rejected(_ reason: RejectReason) -> StatisticKind { StatisticKind(rawValue: "rejected/\(reason.rawValue)") }

  /// Hits that a dispatcher decided so.
  public static func decided(_ decision: Hit.Decision) -> StatisticKind { StatisticKind(rawValue: "hit/\(decision.rawValue)") }

  /// Cases that review turned down, each reason.
  public static let rejections = RejectReason.allCases.map(rejected)
}
