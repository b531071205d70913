import Enforcement
import Foundation
import Storage
import Traffic

/// What one capture came to: the pass, the cases and hits it makes, and the evidence they need.
struct Outcome {
  let pass: Pass
  let site: Site
  let entry: InboxEntry
  let cases: [Case]
  let hits: [Hit]
  private let newObjects: [ObjectRef]

  /// - Parameter keeping: keeps media that do not stand verbatim in the raw body; called only where there is a case or a hit to prove.
  init(
    pass: Pass, site: Site, capture: Capture, entry: InboxEntry, judged: Judged, reading: PictureReading,
    clockTolerance: Duration, now: Date, keeping keep: (Data) throws -> ObjectRef
  ) throws {
    self.pass = pass
    self.site = site
    self.entry = entry
    guard !judged.isPlain else {
      (cases, hits, newObjects) = ([], [], [])
      return
    }
    let kept = try EvidenceLocker(entry: entry, reading: reading, plate: pass.plate, claimed: capture.read?.box).lock(capture.media, keeping: keep)
    newObjects = kept.newObjects
    let clock = ClockCheck.remark(capturedAt: pass.capturedAt, receivedAt: pass.receivedAt, tolerance: clockTolerance)
    let ids = judged.violations.map { _ in CaseID() }
    cases = try zip(ids, judged.violations).map { id, violation in
      var opened = Case(
        id: id, number: "", pass: pass, violation: violation, related: ids.filter { $0 != id }, evidence: kept.evidence, registered: judged.registered,
        timeline: [Case.Event(at: pass.receivedAt, what: "capture received", state: .received)], openedAt: now)
      if let clock { opened.remark(clock, by: nil, at: now) }
      if let damage = kept.damage {
        try opened.move(to: .integrityFailed, by: nil, what: damage, at: now)
      } else {
        try opened.move(to: .queued, by: nil, what: violation.isDeclared ? "declared by the camera" : "judged from the measurement", at: now)
      }
      return opened
    }
    hits = judged.entries.map { Hit(pass: pass, entry: $0, evidence: kept.evidence) }
  }

  /// What the store keeps in one transaction.
  var settlement: Settlement {
    Settlement(
      entry: entry.id, site: site.id, capturedAt: pass.capturedAt, cases: cases, hits: hits,
      evidenceObject: cases.isEmpty && hits.isEmpty ? .destroy : .keep, newObjects: newObjects, statistics: statistics)
  }

  /// What is counted beside the pass itself: how well plates are read.
  private var statistics: [StatisticKind] {
    if pass.reads.isEmpty { return [.unread] }
    return pass.readsDisagree ? [.disagreement] : []
  }
}
