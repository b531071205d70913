public import Foundation

/// What one camera sent about one vehicle, decoded but not judged. Pictures hold the original bytes.
public struct Capture: Hashable, Sendable {
  public enum Direction: String, Sendable, Codable, CaseIterable {
    case approach, recede, unknown
  }

  /// What the device calls itself in the body, where it says so.
  public var deviceID: String?
  /// The vendor's key for telling a repeat from a new capture (`camera-protocols.md`, section 0).
  public var vendorKey: String
  /// Device time exactly as received.
  public var deviceTimeText: String?
  /// The instant Gantry takes for the capture.
  public var capturedAt: Date
  public var lane: Int?
  public var direction: Direction
  public var headingDegrees: Double?
  public var speedKmh: Double?
  /// The plate as the camera read it; `nil` where it read none.
  public var read: PlateRead?
  public var vehicle: Vehicle
  /// Position sent with the capture (mobile cameras).
  public var coordinate: Coordinate?
  public var signal: SignalState?
  /// When the vehicle crossed the stop line, where the camera measured it.
  public var stopLineCrossedAt: Date?
  public var declarations: [Declaration]
  public var media: [Medium]
  /// Bound of the device clock's error in milliseconds, where it says so.
  public var clockErrorBoundMilliseconds: Int?

  public init(
    deviceID: String? = nil, vendorKey: String, deviceTimeText: String? = nil, capturedAt: Date, lane: Int? = nil, direction: Direction = .unknown,
    headingDegrees: Double? = nil, speedKmh: Double? = nil, read: PlateRead? = nil, vehicle: Vehicle = Vehicle(), coordinate: Coordinate? = nil,
    signal: SignalState? = nil, stopLineCrossedAt: Date? = nil, declarations: [Declaration] = [], media: [Medium] = [],
    clockErrorBoundMilliseconds: Int? = nil
  ) {
    self.deviceID = deviceID
    self.vendorKey = vendorKey
    self.deviceTimeText = deviceTimeText
    self.capturedAt = capturedAt
    self.lane = lane
    self.direction = direction
    self.headingDegrees = headingDegrees
    self.speedKmh = speedKmh
    self.read = read
    self.vehicle = vehicle
    self.coordinate = coordinate
    self.signal = signal
    self.stopLineCrossedAt = stopLineCrossedAt
    self.declarations = declarations
    self.media = media
    self.clockErrorBoundMilliseconds = clockErrorBoundMilliseconds
  }
}
