public import Foundation
public import Keyholding
public import Sealing

/// How the server and the command line reach one keyholder. What comes back is checked against the identity that the configuration pins: the line
/// itself is not trusted.
public protocol KeyholderLine: Sendable {
  var holder: HolderID { get }
  func status() async throws(KeyholderLineFault) -> KeyholderStatus
  /// The public day keys from today on.
  func dayKeys() async throws(KeyholderLineFault) -> [DayKey]
  /// Has the keyholder open its capsule of an epoch.
  /// - Returns: SHA-256 of the record as it saw it.
  func checkCustody(of record: EpochRecord) async throws(KeyholderLineFault) -> Data
  /// Hands a request in. Handing the same one in again, with another proof, replaces it as long as nobody decided it.
  func submit(_ request: WarrantRequest) async throws(KeyholderLineFault)
  /// What became of a request.
  func decision(on commitment: Data) async throws(KeyholderLineFault) -> KeyholderDecision
  /// Asks for the parts of keys of hits.
  func release(_ request: KeyReleaseRequest) async throws(KeyholderLineFault) -> KeyReleaseAnswer
  /// Tells the keyholder of somebody's approval key. Whether it trusts it is decided there.
  func propose(_ card: ApprovalKeyProposal) async throws(KeyholderLineFault)
}
