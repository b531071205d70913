public import Foundation

/// Why somebody could not be invited, or be given a way in.
public enum AccessFault: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownPerson
  case disabledPerson(UUID)
  /// A name at the agency's provider that is somebody else's already.
  case takenSubject

  public var description: String {
    switch self {
    case .unknownPerson: "There is no such person. `gantry person list` names those there are."
    case .disabledPerson: "This person is disabled. Enable them first, then invite them."
    case .takenSubject: "Somebody else has this name at the identity provider. `gantry person agency` shows who."
    }
  }
}
