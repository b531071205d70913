import Storage

extension WarrantState {
  /// What people read.
  var label: String {
    switch self {
    case .requested: "Waits for a second person"
    case .approved: "Approved, being entered in the log"
    case .logged: "In the log"
    case .asked: "With the keyholders"
    case .granted: "Granted, being looked up"
    case .found: "Found, not opened yet"
    case .opened: "Opened"
    case .refused: "Refused"
    case .expired: "Expired"
    }
  }

  /// Whether nothing more happens to it by itself.
  var isFinal: Bool { !isOnItsWay }
}
