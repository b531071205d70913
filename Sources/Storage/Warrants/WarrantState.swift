/// How far a warrant has come.
public enum WarrantState: String, Codable, Sendable, CaseIterable, Hashable {
  /// Waits for the second person.
  case requested
  /// Both have signed; the log does not have it yet.
  case approved
  /// Stands in the log; the keyholders are asked next.
  case logged
  /// With the keyholders.
  case asked
  /// So many keyholders answered that their parts make tokens.
  case granted
  /// The tokens were looked up, and the log says how many there were.
  case found
  /// Keys were released to the requester at least once.
  case opened
  /// By a person, or by so many keyholders that too few are left.
  case refused
  /// Its time ran out on the way.
  case expired

  /// Whether the server has something to do for it, if only to see that its time runs out.
  public var isOnItsWay: Bool { Self.onTheirWay.contains(self) }

  /// States that the server leads on from.
  public static let onTheirWay: Set<WarrantState> = [.requested, .approved, .logged, .asked, .granted]
}
