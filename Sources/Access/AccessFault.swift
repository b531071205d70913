public import Foundation

/// Why somebody could not be invited.
public enum AccessFault: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownPerson
  case disabledPerson(UUID)

  public var description: String {
    switch self {
    case .unknownPerson: "There is no such person. `gantry person list` names those there are."
    case .disabledPerson: "This person is disabled. Enable them first, then invite them."
    }
  }
}
