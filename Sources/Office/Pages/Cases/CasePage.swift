import Enforcement
import Foundation
import Traffic

/// One case with all that a reviewer needs to decide it.
struct CasePage: Sendable {
  var `case`: Head
  var queueHref: String
  var queueQuery: String
  /// `3 of 41`; `nil` where the case is not in the filter any more.
  var positionLabel: String?
  var previousHref: String?
  var nextHref: String?
  var problem: Layout.Note?
  var stills: [EvidenceCard]
  var hasStills: Bool
  var stillCount: String
  var closeUp: Link?
  var clips: [EvidenceCard]
  var violation: ViolationCard
  var measurement: MeasurementCard?
  var readsDisagree: Bool
  var reads: [ReadCard]
  var hasReads: Bool
  var settledPlateText: String?
  var registered: RegistryCard?
  var vehicle: VehicleLine?
  var facts: CaptureFacts
  var place: Place
  var related: [RelatedCase]
  var hasRelated: Bool
  var decision: DecisionForm?
  var cannotDecide: Layout.Note?
  var canIssueNotice: Bool
  var notice: NoticeLink?
  var statement: KeeperStatement?
  var hold: HoldCard?
  /// Puts the case on hold; `nil` where it is, or for who may not.
  var holdForm: HoldForm?
  var timeline: [TimelineEntry]

  struct Head: Sendable {
    var id: String
    var number: String
    var state: String
    var stateLabel: String
    var kind: String
    var kindLabel: String
    var openedAtLabel: String
  }

  struct Link: Sendable { var href: String }
  struct VehicleLine: Sendable { var summary: String }

  struct Place: Sendable {
    var latitude: String
    var longitude: String
    var headingDegrees: String?
    var coordinateLabel: String
    var tileURL: String?
  }

  struct RelatedCase: Sendable {
    var relatedHref: String
    var relatedNumber: String
    var relatedKindLabel: String
  }

  struct NoticeLink: Sendable {
    var noticeNumber: String
    var noticeHref: String
  }

  /// What the keeper answered to the notice.
  struct KeeperStatement: Sendable {
    var statementTitle: String
    var statementAtLabel: String
    var statementText: String
    var driverName: String?
    var driverAddress: String?
  }

  /// The legal hold on the case.
  struct HoldCard: Sendable {
    var heldBy: String
    var heldAtLabel: String
    var holdReason: String
    var liftHref: String?
  }

  struct HoldForm: Sendable { var holdHref: String }

  struct TimelineEntry: Sendable {
    var atISO: String
    var atLabel: String
    var actor: String?
    var what: String
    var eventStateLabel: String?
  }
}
