public import Foundation
public import TransparencyLog

/// What a witness signed and kept. Its files appear whole, so they are read beside a running witness, too.
public struct WitnessRecords: Sendable {
  /// What was signed last of one log.
  public struct Seen: Hashable, Sendable {
    public let checkpoint: Checkpoint
    public let signedAt: Date?
  }

  public let key: NoteKey
  public let logs: [NoteKey]
  /// Files that say what was found changed in a log, the oldest first.
  public let findings: [URL]
  private let seen: URL

  init(seen: URL, findings: [URL], key: NoteKey, logs: [NoteKey]) {
    self.seen = seen
    self.findings = findings
    self.key = key
    self.logs = logs
  }

  /// - Returns: `nil` where nothing of this log was signed yet.
  /// - Throws: ``WitnessingFault/folder(_:_:)`` for a file that is not what this witness signed.
  public func last(of log: NoteKey) throws(WitnessingFault) -> Seen? {
    let file = seen.appending(path: "\(OriginHash(log.name).text)/checkpoint")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    guard let bytes = try? Data(contentsOf: file), let note = try? SignedNote(bytes: bytes), let checkpoint = try? Checkpoint(text: note.text),
      let signature = try? note.verified(by: [key]).first
    else { throw .folder(file.path, "it is not what this witness signed. Find out who touched the folder, and restore it from a copy.") }
    return Seen(checkpoint: checkpoint, signedAt: signature.signature.witnessTime)
  }

  /// The folders with two checkpoints each that a log signed and that contradict each other.
  public func splits(of log: NoteKey) -> [URL] {
    let folder = seen.appending(path: "splits/\(OriginHash(log.name).text)", directoryHint: .isDirectory)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0, directoryHint: .isDirectory) }
  }
}
