import Crypto
import Foundation
import Keyholding
import Logging
import Storage
import TransparencyLog

/// The server's public log, and what of it is found again: each warrant's entry, and which entries stand there already.
actor PublicLog: WarrantLog {
  /// How many entries are read at once when the log is looked through at the start.
  private static let stride = 1024

  nonisolated let log: TransparencyLog
  private nonisolated let logger: Logger
  /// Owned by this actor, as what follows: where a warrant's commitment stands; `nil` until the log was looked through.
  private var places: [Data: Int]?
  /// SHA-256 of every warrant's entry, so that one which is handed over again after a crash is not written twice.
  private var known: Set<Data> = []

  init(folder: URL, signer: NoteSigner, logger: Logger) throws {
    log = try TransparencyLog(opening: LogFolder(folder), signer: signer)
    self.logger = logger
  }

  /// Enters something that nobody waits for. Where the log cannot be written it is told to the server's own log.
  func note(_ kind: LogEntry.Kind, at time: Date, _ fields: [String: CanonicalJSON]) async {
    do {
      _ = try await log.append(LogEntry(kind, at: time, fields))
    } catch {
      logger.error("public log not written", metadata: ["type": "\(kind.rawValue)", "error": "\(error)"])
    }
  }

  func append(_ entry: WarrantEntry) async throws {
    try await lookThrough()
    guard let kind = LogEntry.Kind(rawValue: entry.kind.rawValue) else { throw TransparencyFault.unusable("Entries of type \(entry.kind) are not known.") }
    let written = try LogEntry(kind, at: entry.at, entry.fields.mapValues(Self.json))
    guard !known.contains(Self.digest(written.bytes)) else { return }
    remember(written, at: try await log.append(written))
  }

  func proof(of commitment: Data, since size: Int) async throws -> Data {
    try await lookThrough()
    guard let place = places?[commitment] else { throw TransparencyFault.unusable("The log holds no warrant with this commitment.") }
    return try LoggedWarrantProof(try await log.evidence(of: place, since: size)).bytes
  }

  /// Reads the log once, for what was entered before this start.
  private func lookThrough() async throws {
    guard places == nil else { return }
    let size = await log.checkpoint.size
    var found: [(Int, LogEntry)] = []
    for start in Swift.stride(from: 0, to: size, by: Self.stride) {
      let entries = try await log.entries(start..<min(size, start + Self.stride))
      for (offset, bytes) in entries.enumerated() {
        if let entry = try? LogEntry(bytes: bytes) { found.append((start + offset, entry)) }
      }
    }
    guard places == nil else { return }
    places = [:]
    for (place, entry) in found { remember(entry, at: place) }
  }

  private func remember(_ entry: LogEntry, at place: Int) {
    guard WarrantEntry.Kind(rawValue: entry.kind.rawValue) != nil else { return }
    known.insert(Self.digest(entry.bytes))
    if entry.kind == .warrantRequested, case .text(let text)? = entry.fields["commitment"], let commitment = Data(base64Encoded: text) {
      places?[commitment] = place
    }
  }

  private static func digest(_ bytes: Data) -> Data { Data(SHA256.hash(data: bytes)) }

  private static func json(_ value: WarrantEntry.Value) -> CanonicalJSON {
    switch value {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .bytes(let bytes): .bytes(bytes)
    }
  }
}
