public import Foundation
import Traffic
import TransparencyLog

/// One person's word for a warrant.
public struct Approval: Hashable, Sendable {
  public enum Evidence: Hashable, Sendable {
    /// Ed25519 over the warrant's challenge, 64 bytes.
    case signature(Data)
    case assertion(PasskeyAssertion)
  }

  public let person: PersonName
  public let evidence: Evidence

  public init(person: PersonName, evidence: Evidence) {
    self.person = person
    self.evidence = evidence
  }

  var json: CanonicalJSON {
    switch evidence {
    case .signature(let signature): .object(["person": .text(person.rawValue), "signature": .bytes(signature)])
    case .assertion(let assertion):
      .object([
        "authenticatorData": .bytes(assertion.authenticatorData), "clientData": .bytes(assertion.clientData), "person": .text(person.rawValue),
        "signature": .bytes(assertion.signature)
      ])
    }
  }

  init(json: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: thing)
    person = try fields.name("person", PersonName.self)
    let signature = try fields.bytes("signature")
    if case .object(let all) = json, all["clientData"] != nil {
      evidence = .assertion(
        PasskeyAssertion(
          authenticatorData: try fields.bytes("authenticatorData"), clientData: try fields.bytes("clientData"), signature: signature))
    } else {
      evidence = .signature(signature)
    }
    try fields.finish()
  }
}
