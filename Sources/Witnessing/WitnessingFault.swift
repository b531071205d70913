/// Why witnesses cannot be asked, or this program cannot be one. Never holds a key's private half.
public enum WitnessingFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// A policy's file: which, and what is wrong in which of its lines.
  case policy(file: String, String)
  /// A witness's folder or a file in it: which, and what is wrong.
  case folder(String, String)
  /// Something that was given and cannot be used: says what would be right.
  case unusable(String)
  /// The disk refused something.
  case disk(String)

  public var description: String {
    switch self {
    case .policy(let file, let what): "\(file): \(what)"
    case .folder(let path, let what): "\(path): \(what)"
    case .unusable(let what): what
    case .disk(let what): "The disk failed while \(what)."
    }
  }
}
