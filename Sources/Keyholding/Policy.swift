public import Sealing

/// What a keyholder's own policy allows. Each keyholder keeps its own, and no server can change it.
public struct Policy: Hashable, Sendable {
  /// Nobody may ask for more plates at once, whatever a policy says.
  public static let mostPlates = 20

  /// The server whose passes it is for.
  public let installation: InstallationID
  /// The purposes it knows, such as `stolen-vehicle`.
  public let purposes: Set<String>
  /// Who may approve, and with what. Nobody, in a policy that is new: then nothing is granted.
  public let approvalKeys: [ApprovalKey]
  /// How many different persons must have approved.
  public let approvals: Int
  public let plateCap: Int
  public let cameraCap: Int
  /// How many days a warrant may cover, and how long day keys are kept: the retention.
  public let retentionDays: Int
  /// How many tokens one answer may hold: plates, regions, cameras and hours multiplied.
  public let tokenCap: Int
  /// How many passes one warrant may open.
  public let keyCap: Int
  /// How many days after the witnesses saw it in the log a warrant may be presented, and after its granting be used.
  public let validDays: Int
  /// How many days after that it must be public.
  public let unsealDays: Int

  /// - Throws: ``KeyholdingFault/unusable(_:)`` for a policy that would allow nothing or that has no limit.
  public init(
    installation: InstallationID, purposes: Set<String>, approvalKeys: [ApprovalKey], approvals: Int = 2, plateCap: Int = 20, cameraCap: Int = 1000,
    retentionDays: Int = 30, tokenCap: Int = 2_000_000, keyCap: Int = 10_000, validDays: Int = 7, unsealDays: Int = 90
  ) throws(KeyholdingFault) {
    guard (1...Self.mostPlates).contains(plateCap) else { throw .unusable("A policy allows 1 to \(Self.mostPlates) plates a warrant.") }
    guard [cameraCap, retentionDays, tokenCap, keyCap, validDays, unsealDays].allSatisfy({ $0 > 0 }), !purposes.isEmpty else {
      throw .unusable("A policy names purposes, and each of its limits is at least 1.")
    }
    guard approvals > 0 else { throw .unusable("A policy asks for at least one approval.") }
    self.installation = installation
    self.purposes = purposes
    self.approvalKeys = approvalKeys
    self.approvals = approvals
    self.plateCap = plateCap
    self.cameraCap = cameraCap
    self.retentionDays = retentionDays
    self.tokenCap = tokenCap
    self.keyCap = keyCap
    self.validDays = validDays
    self.unsealDays = unsealDays
  }
}
