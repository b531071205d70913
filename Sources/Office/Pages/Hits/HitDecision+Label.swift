import Traffic

extension Hit.Decision {
  var label: String {
    switch self {
    case .open: "Open"
    case .confirmed: "Confirmed"
    case .wrongRegion: "Wrong region"
    case .misread: "Misread"
    case .dismissed: "Dismissed"
    }
  }
}
