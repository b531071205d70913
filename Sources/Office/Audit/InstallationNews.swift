import Crypto
import Foundation
import Logging
import Storage
import TransparencyLog
import Witnessing

/// What the log is told when the server starts: which program runs, under which configuration, trusting which witnesses, each where it is not what
/// it was told before.
struct InstallationNews: Sendable {
  /// This program, while it runs.
  static let program = URL(fileURLWithPath: "/proc/self/exe")
  private static let readAtOnce = 1 << 20

  let parts: OfficeParts
  var program = Self.program

  func tell() {
    attempt("software") {
      let hash = try Self.hash(of: program)
      try parts.store.tell(.softwareVersion, at: parts.now(), ["sha256": .bytes(hash)], ifChanged: .software, to: hash)
    }
    attempt("configuration") {
      let hash = parts.configuration.fileHash
      try parts.store.tell(.configurationChanged, at: parts.now(), ["sha256": .bytes(hash)], ifChanged: .configuration, to: hash)
    }
    attempt("witness policy") { try tellPolicy() }
  }

  /// A server that never had witnesses has nothing to tell.
  private func tellPolicy() throws {
    let hash = parts.configuration.transparency.witnesses.map { Data(SHA256.hash(data: Data($0.lines.utf8))) } ?? Data()
    guard try !hash.isEmpty || parts.store.told(.witnessPolicy) != nil else { return }
    try parts.store.tell(.witnessPolicyChanged, at: parts.now(), ["sha256": .bytes(hash)], ifChanged: .witnessPolicy, to: hash)
  }

  private func attempt(_ what: String, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      parts.logger.error("public log not told", metadata: ["what": "\(what)", "error": "\(error)"])
    }
  }

  /// SHA-256 of a file, read piece by piece.
  static func hash(of file: URL) throws -> Data {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var hash = SHA256()
    while let piece = try handle.read(upToCount: readAtOnce), !piece.isEmpty { hash.update(data: piece) }
    return Data(hash.finalize())
  }
}
