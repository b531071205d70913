public import Foundation

/// The colour a signal group shows, and since when.
public struct SignalState: Hashable, Sendable, Codable {
  public enum Colour: String, Sendable, Codable, CaseIterable {
    case red, redAmber = "red-amber", amber, green, off
  }

  public var group: String
  public var colour: Colour
  /// When this colour began.
  public var since: Date
  /// How long amber lasted before this red, in milliseconds, where the controller says it.
  public var amberMilliseconds: Int?

  public init(group: String, colour: Colour, since: Date, amberMilliseconds: Int? = nil) {
    self.group = group
    self.colour = colour
    self.since = since
    self.amberMilliseconds = amberMilliseconds
  }
}
