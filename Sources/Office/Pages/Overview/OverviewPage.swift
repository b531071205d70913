import Foundation

/// The dashboard. Numbers over time come from ``StatisticsData``.
struct OverviewPage: Sendable {
  var spans: [Span]
  var spanLabel: String
  var dataHref: String
  var counts: Counts
  var attention: [Attention]
  var hasAttention: Bool
  var health: HealthCard

  struct Span: Sendable {
    var href: String
    var label: String
    var isSelected: Bool
  }

  struct Counts: Sendable {
    var passes: String
    var readLabel: String?
    var violations: String
    var waiting: String
    var oldestWaitingLabel: String?
    var approved: String
    var rejected: String
    var rejectRateLabel: String?
    var notices: String
    var noticesAmountLabel: String?
    var openHits: String
    var hitsLabel: String
    var camerasOnline: String
    var camerasTotal: String
    var isCameraTrouble: Bool
    var unparsed: String
    var isUnparsedTrouble: Bool
  }

  /// Something that somebody should look at.
  struct Attention: Sendable {
    var text: String
    /// Where something can be done about it; `nil` where that is no page.
    var href: String?
    var isBad: Bool
  }
}
