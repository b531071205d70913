import Enforcement
import Foundation
import Traffic

/// A notice as the keeper of the vehicle receives it.
struct NoticePage: Sendable {
  var authority: Letterhead
  var number: String
  var caseNumber: String
  var caseHref: String
  var issuedLabel: String
  var dueLabel: String
  var keeper: Keeper?
  var plateText: String
  var vehicleLabel: String?
  var capturedLabel: String
  var placeLabel: String
  var coordinateLabel: String?
  var laneLabel: String?
  var kindLabel: String
  var statuteCode: String
  var statuteText: String
  var amountLabel: String
  var measurement: Measurement?
  var device: Device?
  var officer: String
  var accessCode: String
  /// Where number and access code open the evidence.
  var portalURL: String
  var pictures: [Picture]
  var hasPictures: Bool

  struct Letterhead: Sendable {
    var name: String
    var address: String
    var paymentText: String
    var contestText: String
    var nominateText: String
    var evidenceURL: String
  }

  struct Keeper: Sendable {
    var name: String
    var address: String?
  }

  struct Measurement: Sendable {
    var label: String
    var valueLabel: String
    var toleranceLabel: String
    var correctedLabel: String
    var limitLabel: String
    var limitSource: String
  }

  struct Device: Sendable {
    var cameraID: String
    var serialLabel: String?
    var calibrationLabel: String?
  }

  struct Picture: Sendable {
    var pictureHref: String
    var caption: String
    var isCloseUp: Bool
  }

  /// - Parameters:
  ///   - file: the notice's case; `nil` where it has been destroyed, which takes the pictures off the page.
  ///   - hidden: what each picture hides, by its ID.
  ///   - portal: the address of the notice portal.
  init(_ notice: Notice, file: Case?, hidden: [UUID: String], authority: Authority, portal: String, surroundings: Surroundings) {
    let clock = SiteClock(identifier: notice.timeZone)
    self.authority = Letterhead(authority)
    number = notice.number
    caseNumber = notice.caseNumber
    caseHref = "/cases/\(notice.caseID)"
    issuedLabel = clock.longDay(notice.issuedAt)
    dueLabel = clock.longDay(notice.dueAt)
    keeper = notice.keeperName.map { Keeper(name: $0, address: notice.keeperAddress) }
    plateText = notice.plate.grouped
    vehicleLabel = file?.pass.vehicle.summary.map(Wording.sentence)
    let capturedAt = notice.capturedAt
    capturedLabel = "\(clock.longDay(capturedAt)), \(clock.exactTime(capturedAt)) (\(clock.zoneLabel(capturedAt)))"
    let district = file.map { surroundings.district($0.pass.site) } ?? ""
    placeLabel = district.isEmpty ? notice.siteName : "\(notice.siteName), \(district)"
    coordinateLabel = file?.pass.coordinate.label
    laneLabel = file.flatMap { Self.lane($0.pass) }
    kindLabel = notice.violation.kind.label
    statuteCode = notice.violation.statuteCode
    statuteText = notice.violation.statuteText
    amountLabel = Wording.amount(notice.violation.amount, notice.violation.currency)
    measurement = notice.violation.measurement.map { Measurement($0, of: notice.violation.kind) }
    device = file.map { Device($0.pass.camera, camera: surroundings.camera($0.pass.camera), clock: clock) }
    officer = notice.officer
    accessCode = notice.accessCode
    portalURL = portal
    pictures = file.map { Self.pictures(of: $0, hidden: hidden, number: notice.number, clock: clock) } ?? []
    hasPictures = !pictures.isEmpty
  }

  /// `2, approaching`
  private static func lane(_ pass: Pass) -> String? {
    let parts = [pass.lane.map(String.init), pass.direction.label].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func pictures(of file: Case, hidden: [UUID: String], number: String, clock: SiteClock) -> [Picture] {
    var pictures = file.evidence.items.filter { $0.isPicture && $0.kind != .plate }.map { item in
      Picture(
        pictureHref: "/notices/\(number)/media/\(item.id.uuidString.lowercased())?longer=1600",
        caption: caption(item, file, clock) + (hidden[item.id].map { ". \($0)." } ?? ""), isCloseUp: false)
    }
    if let closeUp = file.evidence.closeUp {
      let frame = closeUp.frameNumber.map { ", enlarged from frame \($0)" } ?? ", enlarged"
      pictures.append(Picture(pictureHref: "/notices/\(number)/plate?width=640", caption: "Number plate" + frame, isCloseUp: true))
    }
    return pictures
  }

  /// A printed still carries day, time and frame number.
  private static func caption(_ item: Evidence.Item, _ file: Case, _ clock: SiteClock) -> String {
    let taken = item.takenAt ?? file.pass.capturedAt
    return "\(clock.day(taken)), \(clock.exactTime(taken))" + (item.frameNumber.map { ", frame \($0)" } ?? "")
  }
}

extension NoticePage.Letterhead {
  init(_ authority: Authority) {
    name = authority.name
    address = authority.address
    paymentText = Wording.sentence(authority.payment)
    contestText = Wording.sentence(authority.contest)
    nominateText = Wording.sentence(authority.nominate)
    // An address stays as it is; words begin with a capital letter.
    evidenceURL = authority.evidence.contains("://") ? authority.evidence : Wording.sentence(authority.evidence)
  }
}

extension NoticePage.Measurement {
  init(_ measurement: Violation.Measurement, of kind: ViolationKind) {
    func text(_ value: Double) -> String { "\(Wording.decimal(value, places: kind.measurementPlaces)) \(measurement.unit)" }
    label = kind.measurementLabel
    valueLabel = text(measurement.value)
    toleranceLabel = text(measurement.tolerance)
    correctedLabel = text(measurement.corrected)
    limitLabel = text(measurement.limit)
    limitSource = measurement.limitSource
  }
}

extension NoticePage.Device {
  init(_ id: CameraID, camera: Camera?, clock: SiteClock) {
    cameraID = id.rawValue
    serialLabel = camera?.deviceID
    calibrationLabel = camera?.calibration.map { "\($0.certificate), valid until \(clock.day($0.validUntil))" }
  }
}
