public import Foundation
public import Keyholding
import Sealing

/// A keyholder's folder, open with its policy: what both the pages and the command line work on.
public struct OpenKeyholder: Sendable {
  public let keyholder: Keyholder
  public let policy: PolicyFile

  /// Opens a folder that ``KeyholderPremises/create(passphrase:)`` made. One process at a time.
  /// - Parameters:
  ///   - keyFolder: where the key of the day keys' file lies; `nil` for the folder itself.
  ///   - makeProof: how warrants are checked against the log.
  /// - Throws: `KeyholdingFault` or ``PolicyFaults``.
  public init(
    folder: URL, keyFolder: URL? = nil, passphrase: String, now: Date, makeProof: @escaping PolicyFile.ProofMaker = PolicyFile.witnessedLog
  ) async throws {
    policy = try PolicyFile(folder.appending(path: PolicyFile.name), makeProof: makeProof)
    let text = await policy.current
    keyholder = try await Keyholder(
      opening: folder, keyFolder: keyFolder, passphrase: passphrase, policy: text.policy, transparency: policy.proof)
    // The file may have been changed while nobody looked.
    try await keyholder.replace(text.policy, transparency: policy.proof, digest: text.digest, now: now)
    try await keyholder.tidyRequests(now: now)
  }
}
