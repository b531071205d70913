public import Foundation

/// One vehicle passing one camera: what is kept of a capture once it has been read.
public struct Pass: Hashable, Sendable, Codable, Identifiable {
  public var id: PassID
  public var camera: CameraID
  public var site: SiteID
  public var capturedAt: Date
  public var receivedAt: Date
  /// Bound of the capture time's error in milliseconds; `nil` where the device does not state one.
  public var errorBoundMilliseconds: Int?
  public var deviceTimeText: String?
  public var lane: Int?
  public var direction: Capture.Direction
  public var headingDegrees: Double?
  public var speedKmh: Double?
  /// The camera's read, then the server's; empty where nobody could read a plate.
  public var reads: [PlateRead]
  public var vehicle: Vehicle
  public var coordinate: Coordinate
  public var signal: SignalState?
  public var stopLineCrossedAt: Date?
  public var declarations: [Declaration]
  /// SHA-256 of the raw request body, lower-case hex.
  public var rawSHA256: String

  public init(
    id: PassID, camera: CameraID, site: SiteID, capturedAt: Date, receivedAt: Date, errorBoundMilliseconds: Int? = nil, deviceTimeText: String? = nil,
    lane: Int? = nil, direction: Capture.Direction = .unknown, headingDegrees: Double? = nil, speedKmh: Double? = nil, reads: [PlateRead] = [],
    vehicle: Vehicle = Vehicle(), coordinate: Coordinate, signal: SignalState? = nil, stopLineCrossedAt: Date? = nil,
    declarations: [Declaration] = [], rawSHA256: String
  ) {
    self.id = id
    self.camera = camera
    self.site = site
    self.capturedAt = capturedAt
    self.receivedAt = receivedAt
    self.errorBoundMilliseconds = errorBoundMilliseconds
    self.deviceTimeText = deviceTimeText
    self.lane = lane
    self.direction = direction
    self.headingDegrees = headingDegrees
    self.speedKmh = speedKmh
    self.reads = reads
    self.vehicle = vehicle
    self.coordinate = coordinate
    self.signal = signal
    self.stopLineCrossedAt = stopLineCrossedAt
    self.declarations = declarations
    self.rawSHA256 = rawSHA256
  }

  /// The reading a rule or a hotlist is matched with: the camera's where it read, else the server's. Where they disagree a person decides.
  public var plate: Plate? { reads.first?.plate }

  /// Whether two readers made different plates of this vehicle.
  public var readsDisagree: Bool { Set(reads.map(\.plate)).count > 1 }
}
