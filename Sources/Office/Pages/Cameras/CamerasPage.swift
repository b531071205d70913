import Foundation
import Traffic
import WebReception

/// The list of cameras.
struct CamerasPage: Sendable {
  var totalLabel: String
  var summary: Summary
  var filters: Filters
  var isFiltered: Bool
  var resetHref = "/cameras"
  var hasRows: Bool
  /// Whether the person who looks may shut cameras out.
  var mayRevoke: Bool
  var rows: [Row]

  struct Summary: Sendable {
    var ok: String
    var late: String
    var silent: String
    var off: String
  }

  struct Filters: Sendable {
    var states: [Choice]
    var districts: [Choice]
  }

  /// What the list was narrowed to.
  struct Filter: Sendable, Hashable {
    var condition: CameraCondition?
    var district: String?
    /// The camera to point out.
    var highlighted: String?

    init(_ fields: FormFields) {
      condition = fields["state"].flatMap(CameraCondition.init(rawValue:))
      district = fields["district"].flatMap { $0 == "all" ? nil : $0 }
      highlighted = fields["camera"]
    }
  }

  struct Row: Sendable {
    var id: String
    var name: String
    var siteName: String
    var district: String
    var state: String
    var stateLabel: String
    var lastSeenISO: String?
    var lastSeenLabel: String?
    var clockOffsetLabel: String?
    var isClockBad: Bool
    var capturesToday: String
    var violationsToday: String
    var dialectLabel: String
    var readsLabel: String
    var isMobile: Bool
    var calibrationLabel: String?
    var isCalibrationExpired: Bool
    var mapHref: String
    /// Where stop line and lamp are drawn; `nil` for cameras that are not watched, and for people who set none up.
    var marksHref: String?
    var marksLabel: String
    var isHighlighted: Bool
    /// How it proves itself; `nil` for people who enrol no cameras.
    var credentialLabel: String?
    var credentialWarning: String?
    /// Where it is shut out; `nil` where it is, and for people who may not.
    var revokeHref: String?
  }

  /// - Parameters:
  ///   - clockToleranceMilliseconds: offsets beyond it are marked.
  ///   - mayDraw: whether the person who looks may draw stop lines and lamps.
  ///   - credentials: how cameras prove themselves; `nil` where the person who looks enrols none.
  init(
    _ standings: [CameraStanding], filter: Filter, clockToleranceMilliseconds: Int, mayDraw: Bool, credentials: CameraCredentialLabels?,
    surroundings: Surroundings, now: Date
  ) {
    totalLabel = Wording.count(standings.count, "camera", "cameras")
    func count(_ condition: CameraCondition) -> String { Wording.count(standings.count { $0.condition == condition }) }
    summary = Summary(ok: count(.ok), late: count(.late), silent: count(.silent), off: count(.off))
    filters = Filters(filter, districts: Set(surroundings.contents.sites.values.map(\.district)).sorted())
    isFiltered = filter.condition != nil || filter.district != nil
    rows =
      standings
      .filter { filter.condition == nil || $0.condition == filter.condition }
      .filter { filter.district == nil || surroundings.district($0.camera.site) == filter.district }
      .map {
        Row(
          $0, filter: filter, clockToleranceMilliseconds: clockToleranceMilliseconds, mayDraw: mayDraw, credentials: credentials,
          surroundings: surroundings, now: now)
      }
    hasRows = !rows.isEmpty
    mayRevoke = credentials != nil
  }
}

extension CamerasPage.Filters {
  init(_ filter: CamerasPage.Filter, districts: [String]) {
    states =
      [Choice("all", "All states", isSelected: filter.condition == nil)]
      + CameraCondition.allCases.map { Choice($0.rawValue, $0.label, isSelected: $0 == filter.condition) }
    self.districts =
      [Choice("all", "All districts", isSelected: filter.district == nil)] + districts.map { Choice($0, $0, isSelected: $0 == filter.district) }
  }
}

extension CamerasPage.Row {
  init(
    _ standing: CameraStanding, filter: CamerasPage.Filter, clockToleranceMilliseconds: Int, mayDraw: Bool, credentials: CameraCredentialLabels?,
    surroundings: Surroundings, now: Date
  ) {
    let camera = standing.camera
    let clock = surroundings.clock(at: camera.site)
    id = camera.id.rawValue
    name = camera.name
    siteName = surroundings.siteName(camera.site)
    district = surroundings.district(camera.site)
    state = standing.condition.rawValue
    stateLabel = standing.condition.label
    lastSeenISO = standing.lastSeenAt.map(SiteClock.iso)
    lastSeenLabel = standing.lastSeenLabel(now: now)
    clockOffsetLabel = standing.clockOffsetMilliseconds.map(Self.offset)
    isClockBad = standing.clockOffsetMilliseconds.map { abs($0) > clockToleranceMilliseconds } ?? false
    capturesToday = Wording.count(standing.capturesToday)
    violationsToday = Wording.count(standing.violationsToday)
    dialectLabel = camera.dialect.label
    readsLabel = camera.dialect == .video ? "from its video" : camera.readsPlates ? "on the camera" : "on the server"
    isMobile = camera.isMobile
    calibrationLabel = camera.calibration.map { clock.day($0.validUntil) }
    isCalibrationExpired = camera.calibration.map { $0.validUntil < now } ?? false
    mapHref = "/map#\(camera.id)"
    marksHref = mayDraw && camera.dialect == .video ? "/cameras/\(camera.id)/marks" : nil
    marksLabel = camera.video?.marks == nil ? "Draw stop line and lamp" : "Stop line and lamp"
    isHighlighted = filter.highlighted == camera.id.rawValue
    credentialLabel = credentials?.label(of: camera)
    credentialWarning = credentials?.warning(of: camera)
    revokeHref = credentials != nil && camera.isEnabled ? "/cameras/\(camera.id)/revoke" : nil
  }

  /// `+0.04 s`
  private static func offset(_ milliseconds: Int) -> String {
    "\(milliseconds < 0 ? "−" : "+")\(Wording.decimal(abs(Double(milliseconds)) / 1000, places: 2)) s"
  }
}

extension Camera.Dialect {
  var label: String {
    switch self {
    case .gantry: "Gantry"
    case .openalpr: "OpenALPR"
    case .hikvision: "Hikvision"
    case .video: "Video"
    }
  }
}
