public import Foundation

/// One of the server's keys, and what is under it.
public struct KeyStatus: Sendable, Hashable, Identifiable {
  /// Its number in the key file.
  public var id: Int
  /// Whether new things are sealed under it.
  public var isCurrent: Bool
  /// Since when it is the current one; `nil` for others, and where a Gantry drew it that did not note that.
  public var since: Date?
  /// How many rows and wrapped keys it opens.
  public var sealed: Int
}
