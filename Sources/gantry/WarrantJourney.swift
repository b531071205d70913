import Foundation
import Sealing
import Traffic

/// A vehicle's way, as it was opened: its stops in the order of time.
struct WarrantJourney: Encodable {
  var passes: [Stop]
  /// Passes that did not open, and why.
  var unopened: [Unopened]
  /// How long opening took, without the keyholders.
  var milliseconds: Double

  struct Stop: Encodable {
    var at: Date
    /// In the site's zone.
    var time: String
    var camera: String
    var cameraName: String
    var site: String
    var latitude: Double
    var longitude: Double
    var lane: Int?
    var direction: String
    var speedKmh: Double?
    var plate: String?
    var region: String?
    var confidence: Double?
    var pictures: Int
  }

  struct Unopened: Encodable {
    var pass: String
    var reason: String
  }

  init(
    _ opened: [(pass: PassID, opened: Result<OpenedRecord, SealingFault>)], rows: [SealedRecord], sites: [Site], cameras: [Camera],
    milliseconds: Double
  ) {
    self.milliseconds = milliseconds
    let rows = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    let sites = Dictionary(sites.map { ($0.id, $0) }) { first, _ in first }
    let names = Dictionary(cameras.map { ($0.id, $0.name) }) { first, _ in first }
    var stops: [Stop] = []
    var known: Set<Capture> = []
    unopened = []
    for each in opened {
      do throws(SealingFault) {
        let record = try each.opened.get()
        guard let row = rows[each.pass] else { throw .noSuchReading }
        let pass = try record.pass(of: row)
        // A camera that sends again what was sealed already makes a second pass of the same capture.
        guard known.insert(Capture(camera: pass.camera, hash: pass.rawSHA256, at: pass.capturedAt)).inserted else { continue }
        stops.append(Stop(pass, site: sites[pass.site], cameraName: names[pass.camera], pictures: record.pictures.count))
      } catch {
        unopened.append(Unopened(pass: "\(each.pass)", reason: "\(error)"))
      }
    }
    passes = stops.sorted { ($0.at, $0.camera) < ($1.at, $1.camera) }
  }

  private struct Capture: Hashable {
    let camera: CameraID
    let hash: String
    let at: Date
  }
}

extension WarrantJourney.Stop {
  init(_ pass: Pass, site: Site?, cameraName: String?, pictures: Int) {
    let zone = site.flatMap { TimeZone(identifier: $0.timeZone) } ?? .gmt
    at = pass.capturedAt
    time = pass.capturedAt.formatted(
      Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZoneSeparator: .colon, includingFractionalSeconds: true, timeZone: zone))
    camera = pass.camera.rawValue
    self.cameraName = cameraName ?? pass.camera.rawValue
    self.site = site?.name ?? pass.site.rawValue
    latitude = pass.coordinate.latitude
    longitude = pass.coordinate.longitude
    lane = pass.lane
    direction = pass.direction.rawValue
    speedKmh = pass.speedKmh
    plate = pass.plate?.text
    region = pass.reads.first?.region
    // Kept with 32 bits; more digits would be invented.
    confidence = pass.reads.first.map { ($0.confidence * 10_000).rounded() / 10_000 }
    self.pictures = pictures
  }
}
