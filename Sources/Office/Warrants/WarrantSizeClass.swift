import Keyholding

/// How much a warrant asks for, as roughly as the public log says it: by plates times days.
enum WarrantSizeClass: String, Sendable {
  /// Up to seven, such as one plate for a week.
  case small
  /// Up to sixty, such as two plates for a month.
  case medium
  case large

  init(of warrant: Warrant) {
    switch warrant.plates.count * warrant.days {
    case ...7: self = .small
    case ...60: self = .medium
    default: self = .large
    }
  }
}
