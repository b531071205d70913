public import Traffic

/// Why a keeper's answer to a notice cannot be taken. The messages are for the keeper.
public enum KeeperFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The notice is paid, answered or decided already.
  case tooLate(CaseState)
  case needsReasons
  case needsDriver
  /// More characters than are kept.
  case tooLong(limit: Int)

  public var message: String {
    switch self {
    case .tooLate(let state): "This notice stands at “\(state.label)” and can no longer be answered here. Write to the authority."
    case .needsReasons: "Please write why you contest the notice."
    case .needsDriver: "Please give the driver’s name and postal address."
    case .tooLong(let limit): "That is too long; \(limit) characters are kept. Write the rest to the authority."
    }
  }

  public var description: String { message }
}
