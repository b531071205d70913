import Foundation
import Logging
import Storage
import Synchronization
import TransparencyLog

@testable import Office

/// The real public log, which can be out of order for a while, and tells what it was given.
final class WarrantTestLog: WarrantLog {
  struct Broken: Error {}

  let log: PublicLog
  /// What keyholders trust: this log, and all of its witnesses.
  let policy: WitnessPolicy
  private let given = Mutex<[WarrantEntry]>([])
  private let isBroken = Mutex(false)

  /// - Parameter witnesses: who has to sign; nobody where there are none.
  init(folder: URL, witnesses: [NoteSigner] = []) throws {
    let signer = try NoteSigner(name: "log.example/city", kind: .log)
    log = try PublicLog(folder: folder, signer: signer, awaitsWitnesses: !witnesses.isEmpty, logger: WarrantCity.quiet)
    let keys = try LogKeyFile.keys(of: signer, in: folder, at: Date()).map { "log \($0.text)\n" }
    let names = witnesses.map { "witness \($0.key.name) \($0.key.text)\n" }.joined()
    let all = witnesses.isEmpty ? "quorum none\n" : "group all all \(witnesses.map(\.key.name).joined(separator: " "))\nquorum all\n"
    policy = try WitnessPolicy(text: "\(keys.joined())\(names)\(all)")
  }

  /// Publishes what is in the log with signatures.
  func publish(signedBy witnesses: some Sequence<NoteSigner>, at now: Date) async throws {
    let current = await log.current
    var note = await current.signedCheckpoint
    for witness in witnesses { note.add(try witness.sign(note.text, at: now)) }
    try await current.publish(note)
  }

  var entries: [WarrantEntry] { given.withLock { $0 } }
  var kinds: [WarrantEntry.Kind] { entries.map(\.kind) }

  func breakDown(_ isBroken: Bool) { self.isBroken.withLock { $0 = isBroken } }

  func append(_ entry: WarrantEntry) async throws {
    if isBroken.withLock({ $0 }) { throw Broken() }
    try await log.append(entry)
    given.withLock { $0.append(entry) }
  }

  func origin(of commitment: Data) async throws -> String { try await log.origin(of: commitment) }

  func proof(of commitment: Data, since size: Int) async throws -> Data {
    if isBroken.withLock({ $0 }) { throw Broken() }
    return try await log.proof(of: commitment, since: size)
  }
}
