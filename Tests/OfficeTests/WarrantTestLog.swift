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
  /// What keyholders trust: this log, and no witness.
  let policy: WitnessPolicy
  private let given = Mutex<[WarrantEntry]>([])
  private let isBroken = Mutex(false)

  init(folder: URL) throws {
    let signer = try NoteSigner(name: "log.example/city", kind: .log)
    log = try PublicLog(folder: folder, signer: signer, logger: WarrantCity.quiet)
    policy = try WitnessPolicy(text: "log \(signer.key.text)\nquorum none\n")
  }

  var entries: [WarrantEntry] { given.withLock { $0 } }
  var kinds: [WarrantEntry.Kind] { entries.map(\.kind) }

  func breakDown(_ isBroken: Bool) { self.isBroken.withLock { $0 = isBroken } }

  func append(_ entry: WarrantEntry) async throws {
    if isBroken.withLock({ $0 }) { throw Broken() }
    try await log.append(entry)
    given.withLock { $0.append(entry) }
  }

  func proof(of commitment: Data, since size: Int) async throws -> Data {
    if isBroken.withLock({ $0 }) { throw Broken() }
    return try await log.proof(of: commitment, since: size)
  }
}
