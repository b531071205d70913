import DurableFiles
public import Foundation
import Glibc
public import Keyholding
import TransparencyLog

/// The file a keyholder's policy stands in: read at the start, read again when told to, and added to when a key is trusted.
public actor PolicyFile {
  /// Makes the check of the log out of a policy's lines.
  public typealias ProofMaker = @Sendable (_ logPolicy: String) throws -> any TransparencyProof

  /// Logs in the formats of C2SP, with their witnesses.
  public static let witnessedLog: ProofMaker = { lines in WitnessedLogProof(policy: try WitnessPolicy(text: lines)) }

  public static let name = "policy.yaml"
  private static let longest = 1 << 20

  public nonisolated let url: URL
  private let makeProof: ProofMaker
  public private(set) var current: PolicyText
  private(set) var proof: any TransparencyProof

  /// - Throws: ``PolicyFaults``, each with key and line.
  public init(_ url: URL, makeProof: @escaping ProofMaker) throws(PolicyFaults) {
    self.url = url
    self.makeProof = makeProof
    current = try Self.read(url)
    proof = try Self.proof(current, url, makeProof)
  }

  /// Reads the file again and lets the keyholder go on with it. Where anything in it is wrong nothing is changed.
  /// - Throws: ``PolicyFaults`` or `KeyholdingFault`.
  public func reload(for keyholder: Keyholder, now: Date) async throws {
    try await adopt(Self.read(url), for: keyholder, now: now)
  }

  /// Adds a proposed key to the file, in the place of any that the person had, and forgets the proposal.
  /// - Throws: ``PolicyFaults``, `DiskFault` or `KeyholdingFault`.
  public func trust(_ key: ProposedKey, for keyholder: Keyholder, now: Date) async throws {
    let edited = try Self.read(url).trusting(key, name: url.path)
    try Self.write(edited.text, to: url)
    try await adopt(edited, for: keyholder, now: now)
    try await keyholder.dismiss(key)
  }

  private func adopt(_ text: PolicyText, for keyholder: Keyholder, now: Date) async throws {
    let proof = try Self.proof(text, url, makeProof)
    current = text
    self.proof = proof
    try await keyholder.replace(text.policy, transparency: proof, digest: text.digest, now: now)
  }

  private static func read(_ url: URL) throws(PolicyFaults) -> PolicyText {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: url)
    } catch {
      let message = "cannot be read; `gantry keyholder init` writes one"
      throw PolicyFaults(file: url.path, faults: [PolicyFault(key: "", line: nil, message: message)])
    }
    guard bytes.count <= longest, let text = String(bytes: bytes, encoding: .utf8) else {
      throw PolicyFaults(file: url.path, faults: [PolicyFault(key: "", line: nil, message: "is longer than 1 MiB or not UTF-8")])
    }
    return try PolicyText(text, name: url.path)
  }

  private static func proof(_ text: PolicyText, _ url: URL, _ make: ProofMaker) throws(PolicyFaults) -> any TransparencyProof {
    guard let lines = text.logPolicy else { return UnsetLog() }
    do {
      return try make(lines)
    } catch {
      throw PolicyFaults(file: url.path, faults: [PolicyFault(key: "log-policy", line: nil, message: "\(error)")])
    }
  }

  /// Writes the file whole or not at all; it belongs to its owner alone.
  static func write(_ text: String, to url: URL) throws(DiskFault) {
    let draft = url.appendingPathExtension("new")
    try OpenFile.remove(draft, for: "removing a draft of the policy")
    try OpenFile(draft, O_WRONLY | O_CREAT | O_EXCL, for: "making a file").write(Data(text.utf8), for: "writing the policy")
    try OpenFile.move(draft, to: url, for: "naming the policy")
    try OpenFile.synchronise(folder: url.deletingLastPathComponent())
  }
}
