public import Foundation

/// A plate that a patrol wants to know of. Every entry says why, from whom and until when.
public struct HotlistEntry: Hashable, Sendable, Codable {
  public var plate: Plate
  /// The list it stands on, such as `stolen`.
  public var list: String
  public var reason: String
  public var source: String
  public var expiresAt: Date

  public init(plate: Plate, list: String, reason: String, source: String, expiresAt: Date) {
    self.plate = plate
    self.list = list
    self.reason = reason
    self.source = source
    self.expiresAt = expiresAt
  }
}
