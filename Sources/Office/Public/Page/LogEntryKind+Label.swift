import TransparencyLog

extension LogEntry.Kind {
  /// What an entry of this type says, for whoever reads the public page.
  var publicLabel: String {
    switch self {
    case .dayKeyPublished: "A keyholder published a key for a day"
    case .dayDestroyed: "The passes of a day were destroyed"
    case .epochOpened: "Sealing keys were made"
    case .epochClosed: "Sealing keys were erased"
    case .custodyOK: "A keyholder checked its keys"
    case .warrantRequested: "A warrant was asked for"
    case .warrantApproved: "A keyholder granted a warrant"
    case .warrantRefused: "A keyholder refused a warrant"
    case .warrantExpired: "A warrant ran out"
    case .warrantUnsealed: "A warrant became public"
    case .tokensIssued: "A keyholder answered a granted warrant"
    case .queryExecuted: "Passes were searched for under a warrant"
    case .keysReleased: "A keyholder released keys of found passes"
    case .holdSet: "Something was put on legal hold"
    case .holdLifted: "A legal hold was lifted"
    case .roleChanged: "Somebody’s role changed"
    case .credentialAdded: "Somebody got a way to sign in"
    case .credentialRemoved: "Somebody’s way to sign in ended"
    case .keyRotated: "The server’s key was exchanged"
    case .configurationChanged: "The configuration changed"
    case .softwareVersion: "Another version of the software started"
    case .cameraEnrolled: "A camera was enrolled or changed"
    case .cameraRevoked: "A camera was removed"
    case .hotlistChanged: "A list of vehicles changed"
    case .exportMade: "Something was exported"
    case .auditRecorded: "Somebody used the system"
    case .figuresPublished: "Figures were published"
    case .witnessPolicyChanged: "The witnesses changed"
    case .shardOpened: "The log began a new year"
    case .shardClosed: "The log ended a year"
    }
  }
}
