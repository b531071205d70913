/// Why a legal hold cannot be set or lifted. The messages are for the person who asked.
public enum HoldFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Who reads the case later must be told why it was kept, or no longer is.
  case needsReason
  /// A reason of more characters than are kept.
  case reasonTooLong(limit: Int)
  case alreadyHeld
  case notHeld

  public var message: String {
    switch self {
    case .needsReason: "A legal hold is set and lifted with a reason, such as the court and its file number."
    case .reasonTooLong(let limit): "The reason is too long; \(limit) characters are kept."
    case .alreadyHeld: "This case is on legal hold already. Lift that one first if its reason has changed."
    case .notHeld: "This case is not on legal hold."
    }
  }

  public var description: String { message }
}
