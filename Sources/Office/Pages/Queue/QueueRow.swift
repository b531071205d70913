import Enforcement
import Foundation
import Traffic

/// One case in the list. Holds what machines read, never what a reviewer entered while others still have to decide.
struct QueueRow: Sendable {
  var id: String
  var href: String
  var number: String
  var kind: String
  var kindLabel: String
  var state: String
  var stateLabel: String
  var plateText: String?
  var confidenceLabel: String?
  var isDisagreeing: Bool
  var siteName: String
  var district: String
  var cameraID: String
  var capturedAtISO: String
  var capturedDay: String
  var capturedTime: String
  /// For how long it waits; `nil` where nobody has to decide any more.
  var ageLabel: String?
  var measurementLabel: String?
  var thumbnailHref: String?
  /// Whether the case waits for a decision that this person may not take.
  var isBlockedForMe: Bool

  init(_ file: Case, filter: QueueFilter, reviewer: Reviewer, surroundings: Surroundings, now: Date) {
    let clock = surroundings.clock(at: file.pass.site)
    let read = file.pass.reads.first
    let isUnderReview = CaseState.underReview.contains(file.state)
    id = file.id.description
    href = "/cases/\(file.id)?\(filter.query)"
    number = file.number
    kind = file.violation.kind.rawValue
    kindLabel = file.violation.kind.label
    state = file.state.rawValue
    stateLabel = file.state.stageLabel
    plateText = ((isUnderReview ? nil : file.settledPlate) ?? read?.plate)?.grouped
    confidenceLabel = read.map { Wording.percent($0.confidence) }
    isDisagreeing = file.pass.readsDisagree
    siteName = surroundings.siteName(file.pass.site)
    district = surroundings.district(file.pass.site)
    cameraID = file.pass.camera.rawValue
    capturedAtISO = SiteClock.iso(file.pass.capturedAt)
    capturedDay = clock.shortDay(file.pass.capturedAt)
    capturedTime = clock.time(file.pass.capturedAt)
    ageLabel = isUnderReview ? Wording.span(now.timeIntervalSince(file.pass.capturedAt)) : nil
    measurementLabel = file.violation.measurement.map { Self.label($0, of: file.violation.kind) }
    thumbnailHref = file.evidence.closeUp == nil ? nil : "/cases/\(file.id)/plate?width=160"
    isBlockedForMe = isUnderReview && !file.canBeReviewed(by: reviewer)
  }

  /// `91.4 km/h in 70`, `1.24 s after red`
  static func label(_ measurement: Violation.Measurement, of kind: ViolationKind) -> String {
    let value = "\(Wording.decimal(measurement.value, places: kind.measurementPlaces)) \(measurement.unit)"
    switch kind {
    case .redLight, .stopLine: return value + " after red"
    case .speed: return value + " in \(Wording.raw(measurement.limit))"
    default: return value
    }
  }
}
