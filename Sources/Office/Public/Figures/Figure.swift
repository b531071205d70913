import Storage
import Traffic

/// A number that `figures.published` entries hold, under its name there.
enum Figure: String, Sendable, CaseIterable, Hashable {
  case vehicles, unread
  case hits, confirmedHits, wrongRegionHits, misreadHits, dismissedHits
  case cases, reviews, approved, rejected, notices
  case platesConfirmed, platesCorrected

  /// The counters of the store that it sums up.
  var counters: [StatisticKind] {
    switch self {
    case .vehicles: [.pass]
    case .unread: [.unread]
    case .hits: [.hit]
    case .confirmedHits: [.decided(.confirmed)]
    case .wrongRegionHits: [.decided(.wrongRegion)]
    case .misreadHits: [.decided(.misread)]
    case .dismissedHits: [.decided(.dismissed)]
    case .cases: StatisticKind.violations
    case .reviews: [.review]
    case .approved: [.approved]
    case .rejected: StatisticKind.rejections
    case .notices: [.notice]
    case .platesConfirmed: [.plateConfirmed]
    case .platesCorrected: [.plateCorrected]
    }
  }
}

/// A number split up by what it is about.
enum FigureSplit: String, Sendable, CaseIterable, Hashable {
  case casesByKind, rejectedByReason, approvedByCamera, rejectedByCamera
}
