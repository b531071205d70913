public import Foundation

/// Why somebody could not be invited.
public enum AccessFault: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownPerson
  case disabledPerson(UUID)
  /// An auditor whose work would be limited to a part of the country.
  case auditorWithScope

  public var description: String {
    switch self {
    case .unknownPerson: "There is no such person. `gantry person list` names those there are."
    case .auditorWithScope: "An auditor works everywhere: records of one region alone would hide who looks into it from another. Leave the scope out."
    case .disabledPerson: "This person is disabled. Enable them first, then invite them."
    }
  }
}
