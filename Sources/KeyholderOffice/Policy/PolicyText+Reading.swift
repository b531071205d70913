import Foundation
import Keyholding
import Sealing
import Traffic
import Yams

extension PolicyText {
  /// The longest retention there is: twelve months and a day of leap.
  private static let longestDays = 366

  /// Reads and checks a policy file.
  /// - Parameter name: the file's, for messages.
  /// - Throws: ``PolicyFaults`` with every fault, each with its key and line.
  public init(_ text: String, name: String) throws(PolicyFaults) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw PolicyFaults(file: name, faults: [Self.syntaxFault(error)])
    }
    let faults = PolicySection.Faults()
    var section = PolicySection(node: root, faults: faults)
    let logPolicy = section.optionalText("log-policy")
    var names: [PersonName: String] = [:]
    let keys = Self.approvalKeys(&section, names: &names)
    let policy = Self.policy(&section, keys: keys, faults: faults)
    section.refuseOthers()
    guard let policy, faults.all.isEmpty else {
      throw PolicyFaults(file: name, faults: faults.all.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }
    self.init(policy: policy, logPolicy: logPolicy, names: names, text: text)
  }

  private static func policy(_ section: inout PolicySection, keys: [ApprovalKey], faults: PolicySection.Faults) -> Policy? {
    let installation = InstallationID(rawValue: section.text("installation"))
    if installation == nil, faults.all.isEmpty { section.note("installation", "the server's name belongs here: letters, digits, `-`, `_` and `.`") }
    let purposes = section.texts("purposes")
    if purposes.isEmpty { section.note("purposes", "at least one purpose belongs here, such as stolen-vehicle") }
    let approvals = section.integer("approvals", default: 2, in: 1...9)
    let retention = section.integer("retention-days", default: 30, in: 1...longestDays)
    let valid = section.integer("valid-days", default: 7, in: 1...longestDays)
    let unseal = section.integer("unseal-days", default: 90, in: 1...10 * longestDays)
    var caps = section.section("caps")
    let plates = caps.integer("plates", default: 20, in: 1...Policy.mostPlates)
    let cameras = caps.integer("cameras", default: 1000, in: 1...1_000_000)
    let tokens = caps.integer("tokens", default: 2_000_000, in: 1...100_000_000)
    let passes = caps.integer("passes", default: 10_000, in: 1...10_000_000)
    caps.refuseOthers()
    guard let installation, faults.all.isEmpty else { return nil }
    do {
      return try Policy(
        installation: installation, purposes: Set(purposes), approvalKeys: keys, approvals: approvals, plateCap: plates, cameraCap: cameras,
        retentionDays: retention, tokenCap: tokens, keyCap: passes, validDays: valid, unsealDays: unseal)
    } catch {
      faults.all.append(PolicyFault(key: "", line: nil, message: "\(error)"))
      return nil
    }
  }

  private static func approvalKeys(_ section: inout PolicySection, names: inout [PersonName: String]) -> [ApprovalKey] {
    var keys: [ApprovalKey] = []
    for var entry in section.sections("approval-keys") {
      let (person, name, key) = (PersonName(rawValue: entry.text("person")), entry.text("name"), Data(base64Encoded: entry.text("key")))
      entry.refuseOthers()
      if person == nil { entry.note("person", "a name for files belongs here, such as nodira-karimova") }
      if key?.count != 32 { entry.note("key", "an Ed25519 public key belongs here: 32 bytes as base64") }
      guard let person, let key, key.count == 32 else { continue }
      names[person] = name
      keys.append(ApprovalKey(person: person, proof: .ed25519(key)))
    }
    return keys
  }

  private static func syntaxFault(_ error: any Error) -> PolicyFault {
    switch error {
    case YamlError.parser(_, let problem, let mark, _), YamlError.scanner(_, let problem, let mark, _):
      PolicyFault(key: "", line: mark.line, message: "is not YAML: \(problem)")
    default: PolicyFault(key: "", line: nil, message: "is not YAML: \(error)")
    }
  }
}
