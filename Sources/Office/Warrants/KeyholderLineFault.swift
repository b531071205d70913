public import Sealing

/// Why a keyholder gave no answer that can be used.
public enum KeyholderLineFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// It cannot be reached, or does not answer in time. It is tried again.
  case away(HolderID, String)
  /// It says no: with the reason's name and its words.
  case refused(HolderID, code: String, message: String)
  /// Its answer is not what was asked for, or is not signed by the pinned identity.
  case malformed(HolderID, String)

  public var holder: HolderID {
    switch self {
    case .away(let holder, _), .refused(let holder, _, _), .malformed(let holder, _): holder
    }
  }

  /// The reason's name for scripts.
  public var code: String {
    switch self {
    case .away: "away"
    case .refused(_, let code, _): code
    case .malformed: "malformed"
    }
  }

  public var description: String {
    switch self {
    case .away(let holder, let why): "\(holder) cannot be reached: \(why)"
    case .refused(let holder, _, let message): "\(holder) refused: \(message)"
    case .malformed(let holder, let what): "The answer of \(holder) cannot be used: \(what)"
    }
  }
}
