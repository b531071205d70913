public import Foundation
import TransparencyLog

/// Why somebody could not be invited, changed or asked to approve, or what they gave could not be read.
public enum AccessFault: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownPerson
  case disabledPerson(UUID)
  /// Nothing to approve with.
  case noPasskey
  /// A passkey that may be copied, of somebody who is to be an administrator.
  case backupEligiblePasskey
  /// A file that is not what it was taken for: of which kind, and what was wrong.
  case malformed(String, String)
  /// A name at the agency's provider that is somebody else's already.
  case takenSubject

  public var description: String {
    switch self {
    case .unknownPerson: "There is no such person. `gantry person list` names those there are."
    case .disabledPerson: "This person is disabled. Enable them first, then invite them."
    case .noPasskey: "This has to be approved with a passkey, and you have none. Add one to your account first."
    case .backupEligiblePasskey:
      "This person has a passkey that can be copied to other devices; administrators need one that cannot. It has to be removed first."
    case .malformed(let thing, let what): "Not a readable \(thing): \(what)"
    case .takenSubject: "Somebody else has this name at the identity provider. `gantry person agency` shows who."
    }
  }
}

extension AccessFault: MalformedFault {}
