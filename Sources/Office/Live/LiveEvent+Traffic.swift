import Enforcement
import Foundation
import Traffic

extension LiveEvent.Sighting {
  /// A pass as everyone may see it: the plate masked.
  init(_ pass: Pass, camera: Camera, site: Site, cases: [Case]) {
    self.init(
      camera: camera.id.rawValue, cameraName: camera.name, site: site.id.rawValue, siteName: site.name, district: site.district, at: pass.capturedAt,
      plate: pass.plate?.masked, speedKmh: pass.speedKmh.map { Int($0.rounded()) }, lane: pass.lane, direction: pass.direction.rawValue,
      region: pass.reads.first?.region, vehicle: pass.vehicle.looks,
      violations: cases.map(\.violation.kind.rawValue))
  }
}

extension LiveEvent.HitSighting {
  init(_ hit: Hit, site: Site) {
    self.init(
      id: hit.id.uuidString.lowercased(), list: hit.entry.list, camera: hit.pass.camera.rawValue, site: site.id.rawValue, siteName: site.name,
      at: hit.pass.capturedAt, plate: hit.entry.plate.text)
  }
}

extension LiveEvent.CaseChange {
  init(_ opened: Case, site: Site) {
    self.init(
      id: opened.id.description, number: opened.number, kind: opened.violation.kind.rawValue, state: opened.state.rawValue, siteName: site.name)
  }
}
