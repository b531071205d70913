public import Foundation

extension Keyholder {
  /// Goes on with another policy. Noted with the hash of the file it stands in, also where the file was changed while the keyholder was closed.
  /// - Parameters:
  ///   - transparency: how it checks that a warrant stands in the public log, as the new policy wants it.
  ///   - digest: SHA-256 of the policy's file.
  public func replace(_ policy: Policy, transparency: any TransparencyProof, digest: Data, now: Date) throws(KeyholdingFault) {
    let details = ["policy": digest.base64EncodedString()]
    if folder.log.entries.last(where: { $0.kind == .policyChanged })?.details != details {
      try folder.note(.policyChanged, details, at: now)
    }
    self.policy = policy
    self.transparency = transparency
  }
}
