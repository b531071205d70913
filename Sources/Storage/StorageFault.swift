/// Why something could not be kept or found, in words for the person who runs the server. Never holds a plate, a name or a key.
public enum StorageFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The disk has no room. Nothing of the request was kept; it can be sent again.
  case full(String)
  /// The disk or the database failed. Nothing of the request was kept.
  case failed(String)
  /// The key file is missing, readable by others, malformed, or belongs to other data.
  case keys(String)
  /// What was asked for is not there (any more).
  case notFound(String)
  /// Somebody else was faster; look again.
  case changedMeanwhile(String)
  /// What rests on the disk is not what was put there.
  case damaged(String)
  /// Another server works on this folder.
  case inUse(String)

  public var description: String {
    switch self {
    case .full(let what): "No room on the disk: \(what) Free some space; cameras send again by themselves."
    case .failed(let what): "The store failed: \(what)"
    case .keys(let what): "The key file cannot be used: \(what)"
    case .notFound(let what): "\(what) is not here."
    case .changedMeanwhile(let what): "\(what) was changed by somebody else meanwhile. Look at it again."
    case .damaged(let what): "\(what) is damaged: it is not what was stored. Restore it from a copy, and find out who touched the data folder."
    case .inUse(let what): "\(what) is in use by another Gantry server. One server at a time may work on a data folder."
    }
  }
}
