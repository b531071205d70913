public import Traffic

/// What a body turned out to be.
public enum DecodedRequest: Sendable, Hashable {
  /// Vehicles that passed.
  case captures([Capture])
  /// Something that is counted and not kept, with its name: `heartbeat`, `videoloss`, `preview`, …
  case ignored(String)
}
