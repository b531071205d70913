import Foundation
import Keyholding
import Sealing
import Traffic

/// The policy as it is in force.
struct PolicyPage: Sendable {
  struct Fact: Sendable {
    let name: String
    let value: String
  }

  struct Key: Sendable {
    let person: String
    let name: String
    let fingerprint: String
    let key: String
    let atLabel: String
    /// The key that this person has now, which trusting the proposal would replace.
    let replaces: String?
  }

  let facts: [Fact]
  let keys: [Key]
  let hasKeys: Bool
  let proposals: [Key]
  let hasProposals: Bool
  let logPolicy: String?
  let digest: String
  let problem: String?

  init(_ text: PolicyText, proposals: [ProposedKey], problem: String?) {
    let policy = text.policy
    facts = Self.facts(policy)
    keys = policy.approvalKeys.map { key in
      Key(
        person: key.person.rawValue, name: text.names[key.person] ?? key.person.rawValue, fingerprint: key.fingerprint,
        key: key.publicKey.base64EncodedString(), atLabel: "", replaces: nil)
    }
    hasKeys = !keys.isEmpty
    self.proposals = proposals.map { proposal in
      Key(
        person: proposal.person.rawValue, name: proposal.name, fingerprint: proposal.fingerprint, key: proposal.key.base64EncodedString(),
        atLabel: Wording.minute(proposal.proposedAt), replaces: policy.approvalKeys.first { $0.person == proposal.person }?.fingerprint)
    }
    hasProposals = !self.proposals.isEmpty
    logPolicy = text.logPolicy
    digest = text.digest.hex
    self.problem = problem
  }

  private static func facts(_ policy: Policy) -> [Fact] {
    [
      Fact(name: "Server", value: policy.installation.rawValue),
      Fact(name: "Purposes", value: policy.purposes.sorted().map(Wording.purpose).joined(separator: ", ")),
      Fact(name: "Approvals", value: "by \(Wording.count(policy.approvals, "person", "different persons"))"),
      Fact(name: "Retention", value: Wording.count(policy.retentionDays, "day", "days")),
      Fact(name: "At most", value: "\(policy.plateCap) plates, \(Wording.count(policy.cameraCap)) cameras"),
      Fact(name: "", value: "\(Wording.count(policy.tokenCap)) tokens, \(Wording.count(policy.keyCap)) opened passes"),
      Fact(name: "Usable for", value: Wording.count(policy.validDays, "day", "days")),
      Fact(name: "Public after", value: "at most \(Wording.count(policy.unsealDays, "day", "days"))"),
    ]
  }
}
