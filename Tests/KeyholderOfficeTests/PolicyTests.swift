import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Sealing
import Testing
import Traffic

@testable import KeyholderOffice

@Suite("Keyholder: the policy's file")
struct PolicyTests {
  private static let key = Data(0..<32).base64EncodedString()

  private static func faults(_ text: String) -> [String] {
    do {
      _ = try PolicyText(text, name: "policy.yaml")
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test("A fresh one says what a policy's own defaults are, and trusts nobody")
  func fresh() throws {
    let text = PolicyText.fresh(installation: Court.installation, retentionDays: 30, purposes: ["stolen-vehicle"], logPolicy: nil)
    let read = try PolicyText(text, name: "policy.yaml")
    #expect(read.policy == (try Policy(installation: Court.installation, purposes: ["stolen-vehicle"], approvalKeys: [])))
    #expect(read.logPolicy == nil)
    let short = try PolicyText("installation: a\npurposes: [b]\n", name: "policy.yaml")
    #expect(short.policy == (try Policy(installation: InstallationID(rawValue: "a")!, purposes: ["b"], approvalKeys: [])))
    let lines = "log x\nwitness y\nquorum y\n"
    let logged = PolicyText.fresh(installation: Court.installation, retentionDays: 7, purposes: ["a"], logPolicy: lines)
    #expect(try PolicyText(logged, name: "policy.yaml").logPolicy == lines)
  }

  @Test("Every fault is named with its line and key, all at once")
  func faults() {
    let text = """
      installation: two words
      purposes: stolen
      approvals: 0
      retention-days: 400
      caps:
        plates: 21
        plate: 3
      approval-keys:
        - person: nodira karimova
          name: Nodira
          key: abc
        - name: Nobody
      colour: red

      """
    let faults = Self.faults(text)
    for expected in [
      "line 2: purposes: a list belongs here", "line 3: approvals: a whole number from 1 to 9 belongs here",
      "line 4: retention-days: a whole number from 1 to 366 belongs here", "line 6: caps.plates: a whole number from 1 to 20 belongs here",
      "line 7: caps.plate: is not a key; known here are: cameras, passes, plates, tokens",
      "line 9: approval-keys[0].person: a name for files belongs here, such as nodira-karimova",
      "line 11: approval-keys[0].key: an Ed25519 public key belongs here: 32 bytes as base64", "line 12: approval-keys[1].person: is missing",
    ] { #expect(faults.contains(expected), "\(expected)") }
    #expect(faults.contains { $0.hasPrefix("line 13: colour: is not a key") })
    #expect(Self.faults("") .contains("installation: is missing"))
    #expect(Self.faults("installation: [").contains { $0.contains("is not YAML") })
    #expect(Self.faults("- a list").contains { $0.contains("keys with values belong here") })
    #expect(Self.faults("installation: a b\npurposes: [x]\n").contains { $0.hasPrefix("line 1: installation: ") })
  }

  @Test("A key is added whatever the list looks like, comments stay, and a person's new key takes the old one's place", arguments: [
    "approval-keys:\n", "approval-keys: []\n", "approval-keys:   # nobody yet\n", "",
    "approval-keys:\n- person: other\n  name: Other\n  key: \(key)\n# last words\n",
    "approval-keys:\n    - person: nodira-karimova\n      name: Old\n      key: \(key)\n    # about the other\n"
      + "    - person: other\n      name: Other\n      key: \(key)\napprovals: 3\n",
    "approval-keys:\n  - {person: nodira-karimova, name: Old, key: \(key)}\n", "approval-keys:",
  ])
  func trust(list: String) throws {
    let head = "# A comment\ninstallation: a   # the server\npurposes: [b]\n"
    let before = try PolicyText(head + list, name: "policy.yaml")
    let proposal = try ProposedKey(
      person: PersonName(rawValue: "nodira-karimova")!, name: "Nodira \"N\" O\\K: #1", key: random(32), proposedAt: Court.now)
    let after = try before.trusting(proposal, name: "policy.yaml")
    #expect(after.names[proposal.person] == proposal.name)
    #expect(after.policy.approvalKeys.filter { $0.person == proposal.person } == [proposal.approvalKey])
    #expect(after.policy.approvalKeys.filter { $0.person != proposal.person } == before.policy.approvalKeys.filter { $0.person != proposal.person })
    #expect(after.policy.approvals == before.policy.approvals)
    for comment in ["# A comment", "# the server"] { #expect(after.text.contains(comment)) }
    for comment in ["# last words", "# about the other"] where list.contains(comment) { #expect(after.text.contains(comment)) }
  }

  @Test("A list that cannot be added to is left alone, and the lines to write by hand are named")
  func byHand() throws {
    let text = "installation: a\npurposes: [b]\napproval-keys: [{person: other, name: Other, key: \(Self.key)}]\n"
    let before = try PolicyText(text, name: "policy.yaml")
    let proposal = try ProposedKey(person: PersonName(rawValue: "nodira")!, name: "N", key: random(32), proposedAt: Court.now)
    #expect { try before.trusting(proposal, name: "policy.yaml") } throws: { "\($0)".contains("person: nodira") }
  }

  @Test("Read again, it is in force at once and noted with its hash; a fault changes nothing")
  func reload() async throws {
    let court = try Court()
    try await court.browse { client, desk in
      let judge = try await Caller.judge(client)
      let file = court.folder.appending(path: PolicyFile.name)
      let good = try String(contentsOf: file, encoding: .utf8)
      let noted = await desk.open.keyholder.counterLog.count { $0.kind == .policyChanged }
      try PolicyFile.write(good.replacing("plates: 20", with: "plates: 3"), to: file)
      #expect(try await judge.post("/policy/reload").status == .seeOther)
      #expect(await desk.open.keyholder.policy.plateCap == 3)
      try PolicyFile.write(good.replacing("plates: 20", with: "plates: 30"), to: file)
      let refused = try await judge.post("/policy/reload")
      #expect(refused.status == .conflict && refused.text.contains("caps.plates"))
      try PolicyFile.write(good.replacing("quorum none", with: "quorum nobody"), to: file)
      #expect(try await judge.post("/policy/reload").text.contains("log-policy"))
      #expect(await desk.open.keyholder.policy.plateCap == 3)
      #expect(await desk.open.keyholder.counterLog.count { $0.kind == .policyChanged } == noted + 1)
      try PolicyFile.write(good, to: file)
    }
    // The change while it was closed is noted, too.
    let open = try await court.open()
    #expect(await open.keyholder.counterLog.count { $0.kind == .policyChanged } == 3)
  }

  @Test("Without a log nothing is granted, and the page says so")
  func noLog() async throws {
    let court = try Court { text in text.split(separator: "log-policy: |")[0] + "\napproval-keys: []\n" }
    try await court.browse { client, desk in
      let record = try await court.seal(desk.open.keyholder).record
      let request = try await court.request(record, recipient: RecipientKeyPair().publicKey)
      #expect(try await Caller(client).send("/v1/requests", request.bytes).json(ReadFault.self).code == "not-logged")
      #expect(try await Caller.judge(client).get("/policy").text.contains("names no log"))
    }
  }
}
