import Crypto
import Foundation
import Keyholding
import Synchronization

/// A public log with three witnesses, small enough for tests and real in what counts: its head is a chain of hashes over all entries, witnesses
/// sign it, and the check recomputes everything.
final class WitnessedLog: Sendable {
  struct Proof: Codable {
    var entries: [Data]
    var size: Int
    var time: Double
    var signatures: [Int: Data]
  }

  static let quorum = 2
  let witnesses = (0..<3).map { _ in Curve25519.Signing.PrivateKey() }
  private let entries = Mutex<[Data]>([])

  init(entries: [Data] = []) { self.entries.withLock { $0 = entries } }

  var all: [Data] { entries.withLock { $0 } }
  var check: Check { Check(witnesses: witnesses.map(\.publicKey)) }

  func append(_ commitment: Data) { entries.withLock { $0.append(commitment) } }

  /// A proof of the log as it is, signed by so many witnesses.
  func proof(at time: Date, witnesses count: Int = 3) throws -> Data {
    let entries = all
    let message = Self.message(entries.count, Self.root(entries), time.timeIntervalSince1970)
    var signatures: [Int: Data] = [:]
    for number in 0..<count { signatures[number] = try witnesses[number].signature(for: message) }
    return try JSONEncoder().encode(Proof(entries: entries, size: entries.count, time: time.timeIntervalSince1970, signatures: signatures))
  }

  static func root(_ entries: some Sequence<Data>) -> Data { entries.reduce(Data(count: 32)) { Data(SHA256.hash(data: $0 + $1)) } }

  static func message(_ size: Int, _ root: Data, _ time: Double) -> Data { Data("\(size) \(time) ".utf8) + root }

  struct Check: TransparencyProof {
    let witnesses: [Curve25519.Signing.PublicKey]

    func check(_ proof: Data, of commitment: Data, since seen: LoggedTree?) throws(Refusal) -> LoggedTree {
      guard let proof = try? JSONDecoder().decode(Proof.self, from: proof), proof.size == proof.entries.count else { throw .notLogged }
      let root = WitnessedLog.root(proof.entries)
      let message = WitnessedLog.message(proof.size, root, proof.time)
      let good = proof.signatures.filter { witnesses.indices.contains($0.key) && witnesses[$0.key].isValidSignature($0.value, for: message) }
      guard good.count >= WitnessedLog.quorum else { throw .noQuorum }
      if let seen, seen.size > proof.size || WitnessedLog.root(proof.entries.prefix(seen.size)) != seen.root { throw .forkedLog }
      guard proof.entries.contains(commitment) else { throw .notLogged }
      return LoggedTree(size: proof.size, root: root, witnessedAt: Date(timeIntervalSince1970: proof.time))
    }
  }
}
