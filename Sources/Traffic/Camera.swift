public import Foundation

/// A camera that is enrolled to send captures.
public struct Camera: Hashable, Sendable, Codable, Identifiable {
  /// Which way a camera speaks. A decoder is chosen by it, so that a body is never guessed at.
  public enum Dialect: String, Sendable, Codable, CaseIterable {
    /// Gantry's own: `POST /v1/captures`, JSON or multipart.
    case gantry
    /// OpenALPR and Rekor Scout agents: `alpr_group` JSON.
    case openalpr
    /// Hikvision ISAPI push: multipart or bare XML `EventNotificationAlert`.
    case hikvision
    /// None: the camera sends nothing. Gantry watches its video stream and makes the captures itself, in its own dialect.
    case video
  }

  public var id: CameraID
  public var site: SiteID
  /// What people call it.
  public var name: String
  public var dialect: Dialect
  /// What the device calls itself (serial number, `agent_uid`, `deviceUUID`); checked against captures where they say it.
  public var deviceID: String?
  public var coordinate: Coordinate
  /// Direction of view in degrees clockwise from north.
  public var headingDegrees: Double?
  /// Whether the camera reads plates itself. Where it does not, Gantry reads its pictures.
  public var readsPlates: Bool
  /// On board a patrol car: its position comes with each capture.
  public var isMobile: Bool
  /// ISO 3166-1 alpha-2 country of most plates here; breaks ties between grammars.
  public var region: String?
  /// Calibration certificate of the speed meter.
  public var calibration: Calibration?
  /// Lanes in view.
  public var lanes: [Lane]
  /// How its stream is watched; only for cameras of the dialect ``Dialect/video``. The stream's address is a secret and is kept elsewhere.
  public var video: Video?
  public var isEnabled: Bool

  public init(
    id: CameraID, site: SiteID, name: String, dialect: Dialect, deviceID: String? = nil, coordinate: Coordinate, headingDegrees: Double? = nil,
    readsPlates: Bool = true, isMobile: Bool = false, region: String? = nil, calibration: Calibration? = nil, lanes: [Lane] = [],
    video: Video? = nil, isEnabled: Bool = true
  ) {
    self.id = id
    self.site = site
    self.name = name
    self.dialect = dialect
    self.deviceID = deviceID
    self.coordinate = coordinate
    self.headingDegrees = headingDegrees
    self.readsPlates = readsPlates
    self.isMobile = isMobile
    self.region = region
    self.calibration = calibration
    self.lanes = lanes
    self.video = video
    self.isEnabled = isEnabled
  }

  /// How a stream is watched.
  public struct Video: Hashable, Sendable, Codable {
    /// Stop line and red lamp in its picture; `nil` where no red light is enforced by it.
    public var marks: VideoMarks?
    public init(marks: VideoMarks? = nil) { self.marks = marks }
  }

  /// A certificate that a meter measures right.
  public struct Calibration: Hashable, Sendable, Codable {
    public var certificate: String
    public var validUntil: Date
    public init(certificate: String, validUntil: Date) {
      self.certificate = certificate
      self.validUntil = validUntil
    }
  }
}
