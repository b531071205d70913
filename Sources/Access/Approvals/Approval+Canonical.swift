import Crypto
public import Foundation
import TransparencyLog

/// The one way in which an approval is written and read.
extension Approval {
  /// The fields by their names.
  var json: CanonicalJSON {
    .object([
      "id": .text(id.uuidString.lowercased()), "act": act.json, "credential": .bytes(credential), "key": .bytes(key),
      "authenticatorData": .bytes(authenticatorData), "clientDataJSON": .bytes(clientDataJSON), "signature": .bytes(signature),
      "at": .text(at.secondText),
    ])
  }

  init(_ json: CanonicalJSON, of thing: String) throws(AccessFault) {
    var fields = try CanonicalFieldReader<AccessFault>(json, of: thing)
    guard let id = UUID(lowercased: try fields.text("id")) else { throw fields.fault("`id` is not a lower-case UUID.") }
    self.init(
      id: id, act: try Act(try fields.value("act")), credential: try fields.bytes("credential"), key: try fields.bytes("key"),
      authenticatorData: try fields.bytes("authenticatorData"), clientDataJSON: try fields.bytes("clientDataJSON"),
      signature: try fields.bytes("signature"), at: try fields.instant("at"))
    try fields.finish()
  }

  /// SHA-256 of the approval in canonical form: what the record of the act names beside its ID.
  public var hash: Data { Data(SHA256.hash(data: json.bytes)) }

  /// SHA-256 of the public key, by which the public log knows the passkey.
  public var keyHash: Data { Data(SHA256.hash(data: key)) }
}
