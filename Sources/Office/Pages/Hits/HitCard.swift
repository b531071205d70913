import Foundation
import Traffic

/// One hit, for the dispatcher who decides it by eye.
struct HitCard: Sendable, Encodable {
  var id: String
  var href: String
  var plateText: String
  var list: String
  var reason: String
  var source: String
  var expiresLabel: String
  var atISO: String
  var atLabel: String
  var dayLabel: String
  var agoLabel: String
  var siteName: String
  var district: String
  var cameraID: String
  var directionLabel: String
  var confidenceLabel: String
  var vehicleLabel: String
  var speedLabel: String?
  var closeUpHref: String?
  var stillHref: String?
  var latitude: String
  var longitude: String
  var decision: String
  var isOpen: Bool
  var decisionLabel: String
  var isConfirmed: Bool
  var decidedBy: String?
  var decidedLabel: String?
  var note: String?

  init(_ hit: Hit, surroundings: Surroundings, now: Date) {
    let pass = hit.pass
    let clock = surroundings.clock(at: pass.site)
    let read = pass.reads.first { $0.plate == hit.entry.plate } ?? pass.reads.first
    id = hit.id.uuidString.lowercased()
    href = "/hits/\(id)"
    plateText = hit.entry.plate.grouped
    list = hit.entry.list
    reason = hit.entry.reason
    source = hit.entry.source
    expiresLabel = clock.day(hit.entry.expiresAt)
    atISO = SiteClock.iso(pass.capturedAt)
    atLabel = clock.time(pass.capturedAt)
    dayLabel = clock.shortDay(pass.capturedAt)
    agoLabel = Wording.ago(pass.capturedAt, now: now)
    siteName = surroundings.siteName(pass.site)
    district = surroundings.district(pass.site)
    cameraID = pass.camera.rawValue
    let way = [pass.direction.label, pass.lane.map { "lane \($0)" }].compactMap(\.self)
    directionLabel = way.isEmpty ? "direction not known" : way.joined(separator: ", ")
    confidenceLabel = read.map { Wording.percent($0.confidence) } ?? "–"
    vehicleLabel = pass.vehicle.summary ?? "vehicle"
    speedLabel = pass.speedKmh.map { "\(Wording.decimal($0, places: 0)) km/h" }
    closeUpHref = hit.evidence.closeUp == nil ? nil : "\(href)/plate?width=480"
    stillHref = hit.evidence.still == nil ? nil : "\(href)/still?longer=1600"
    latitude = Wording.raw(pass.coordinate.latitude)
    longitude = Wording.raw(pass.coordinate.longitude)
    decision = hit.decision.rawValue
    isOpen = hit.decision == .open
    decisionLabel = hit.decision.label
    isConfirmed = hit.decision == .confirmed
    decidedBy = hit.decidedBy
    decidedLabel = hit.decidedAt.map { "\(clock.shortDay($0)), \(clock.minute($0))" }
    note = hit.note
  }
}
