import Enforcement
import Traffic

/// How reviewers decided, and how well plates were read as their corrections tell it.
struct PublicReviews: Sendable {
  var rejectRateLabel: String
  var decidedLabel: String
  var accuracyLabel: String
  var correctedLabel: String
  var reasons: [Reason]
  var hasReasons: Bool
  var cameras: [CameraRate]
  var hasCameras: Bool

  struct Reason: Sendable {
    var reasonLabel: String
    var reasonCount: String
  }

  struct CameraRate: Sendable {
    var camera: String
    var siteName: String
    var cameraDecided: String
    var cameraRate: String
  }

  init(_ counts: PublishedCounts, surroundings: Surroundings) {
    let decided = counts[.approved] + counts[.rejected]
    let plates = counts[.platesConfirmed] + counts[.platesCorrected]
    rejectRateLabel = Self.share(counts[.rejected], of: decided)
    decidedLabel = "\(Wording.count(counts[.rejected])) of \(Wording.count(decided, "decided case", "decided cases"))"
    accuracyLabel = Self.share(counts[.platesConfirmed], of: plates)
    correctedLabel = "\(Wording.count(counts[.platesConfirmed])) of \(Wording.count(plates, "plate", "plates")) as the machine had read them"
    reasons = counts[.rejectedByReason].sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
      Reason(reasonLabel: RejectReason(rawValue: name)?.label ?? name, reasonCount: Wording.count(count))
    }
    hasReasons = !reasons.isEmpty
    let (approved, rejected) = (counts[.approvedByCamera], counts[.rejectedByCamera])
    cameras = Set(approved.keys).union(rejected.keys).sorted().map { name in
      let all = approved[name, default: 0] + rejected[name, default: 0]
      let site = CameraID(rawValue: name).flatMap { surroundings.camera($0) }.map { surroundings.siteName($0.site) }
      return CameraRate(
        camera: name, siteName: site ?? "", cameraDecided: Wording.count(all), cameraRate: Self.share(rejected[name, default: 0], of: all))
    }
    hasCameras = !cameras.isEmpty
  }

  private static func share(_ part: Int, of whole: Int) -> String { whole > 0 ? Wording.finePercent(Double(part) / Double(whole)) : "–" }
}
