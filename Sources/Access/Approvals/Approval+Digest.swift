import Crypto
public import Foundation

extension Approval {
  /// What the audit record of the act names it by: SHA-256 of the SHA-256 of the act's bytes, of the authenticator data, of the client data and of the
  /// signature, one after the other. No part can be changed later without its being seen.
  public var digest: Data {
    var hash = SHA256()
    for part in [act.bytes, authenticatorData, clientDataJSON, signature] { hash.update(data: Data(SHA256.hash(data: part))) }
    return Data(hash.finalize())
  }
}
