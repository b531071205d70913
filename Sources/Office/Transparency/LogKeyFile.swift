import DurableFiles
public import Foundation
import Glibc
public import TransparencyLog

/// The file with the key that the public log is signed with. One line: `gantry-log-key-1:<origin> <base64 of 32 bytes>`, for its owner's eyes only.
public struct LogKeyFile: Sendable {
  private static let opening = "gantry-log-key-1:"
  private static let longest = 1024

  public let file: URL

  public init(_ file: URL) { self.file = file }

  /// Reads the key, or draws one where there is none yet.
  /// - Parameter origin: the log's name, under which it is known outside.
  /// - Throws: ``LogKeyFault`` for a file that others can read, that is no key, or that is another log's.
  public func signer(origin: String) throws -> NoteSigner {
    guard FileManager.default.fileExists(atPath: file.path) else { return try create(origin) }
    let bytes: Data
    do {
      bytes = try SecretFile(file).read(atMost: Self.longest)
    } catch .othersMayRead {
      throw LogKeyFault(file, "others can read it. `chmod 600` it, and think of a new log.")
    } catch {
      throw LogKeyFault(file, "\(error)")
    }
    return try Self.signer(in: String(decoding: bytes, as: UTF8.self), origin, file)
  }

  /// The keys that keyholders and witnesses have to know: of every shard that is there, and of this year's and the next one's, so that they are told
  /// ahead. Makes the log's key where there is none yet.
  /// - Parameters:
  ///   - origin: the log's name without a year.
  ///   - folder: the public log's.
  /// - Throws: what ``signer(origin:)`` throws.
  public func keys(origin: String, in folder: URL, at now: Date) throws -> [NoteKey] {
    try Self.keys(of: signer(origin: origin), in: folder, at: now)
  }

  static func keys(of signer: NoteSigner, in folder: URL, at now: Date) throws -> [NoteKey] {
    let isThere = FileManager.default.fileExists(atPath: folder.path)
    let this = LogShardFolders.year(of: now)
    let years = Set(isThere ? try LogShardFolders.years(in: folder) : []).union([this, this + 1])
    let first = isThere && LogShardFolders.holdsFirst(folder) ? [signer.key] : []
    return try first + years.sorted().map { try LogShardFolders.signer(signer, of: $0).key }
  }

  private func create(_ origin: String) throws -> NoteSigner {
    guard !SystemCredential.isOne(file) else { throw LogKeyFault(file, "systemd handed over no such credential. Name it in the service's unit.") }
    let signer = try NoteSigner(name: origin, kind: .log)
    let line = Data("\(Self.opening)\(origin) \(signer.seed.base64EncodedString())\n".utf8)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Written whole before it has its name, which it gets only where nobody else was faster: half a key, or a second one, would end the log.
    let draft = file.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)")
    defer { unlink(draft.path) }
    try OpenFile(draft, O_WRONLY | O_CREAT | O_EXCL, for: "making the log's key").write(line, for: "making the log's key")
    guard link(draft.path, file.path) == 0 else {
      guard errno == EEXIST else { throw DiskFault(operation: "naming the log's key", code: errno) }
      return try self.signer(origin: origin)
    }
    try OpenFile.synchronise(folder: file.deletingLastPathComponent())
    return signer
  }

  private static func signer(in text: String, _ origin: String, _ file: URL) throws -> NoteSigner {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let words = line.dropFirst(opening.count).split(separator: " ")
    guard line.hasPrefix(opening), words.count == 2, let seed = Data(base64Encoded: String(words[1])), seed.count == 32 else {
      throw LogKeyFault(file, "it does not hold `\(opening)`, an origin and 32 bytes in base64. Restore it from where you keep a copy.")
    }
    guard words[0] == origin else {
      throw LogKeyFault(file, "it is the key of `\(words[0])`, and the configuration says `\(origin)`. A log keeps its name for ever.")
    }
    return try NoteSigner(name: origin, kind: .log, seed: seed)
  }
}
