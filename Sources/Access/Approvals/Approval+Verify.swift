import Crypto
import Foundation

extension Approval {
  /// Checks everything again that was checked when the act was approved, but the counter, of which only the server knew what it was.
  /// - Throws: ``PasskeyFault`` for the first check that fails.
  public func verify(relyingParty party: RelyingParty) throws(PasskeyFault) {
    let check = CeremonyCheck(party: party, kind: .assertion)
    let expected = Challenge(for: act)
    try check.client(clientDataJSON) { $0 == expected }
    let authenticator = try AuthenticatorData(authenticatorData)
    guard authenticator.credential == nil else { throw .malformed }
    try check.authenticator(authenticator)
    guard try COSEKey(key).isValid(signature, for: authenticatorData + SHA256.hash(data: clientDataJSON)) else { throw .wrongSignature }
  }
}
