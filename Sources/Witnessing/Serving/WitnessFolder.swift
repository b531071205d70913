import DurableFiles
public import Foundation
import Glibc
public import TransparencyLog

/// A witness's folder: `witness.key` with its key, `logs` with the keys of the logs that it watches, `seen` with what it signed, and
/// `findings` with what it found changed.
///
/// The key's file is one line, `gantry-witness-key-1:<name> <base64 of 32 bytes>`, for its owner's eyes only.
public struct WitnessFolder: Sendable {
  private static let opening = "gantry-witness-key-1:"
  /// A file with more than that is not one of these.
  private static let longestBytes = 256 << 10

  public let folder: URL
  private var keyFile: URL { folder.appending(path: "witness.key") }
  private var logsFile: URL { folder.appending(path: "logs") }
  private var seenFolder: URL { folder.appending(path: "seen", directoryHint: .isDirectory) }

  /// What it found changed in the logs that it reads.
  var findings: FindingsFolder { FindingsFolder(folder: folder.appending(path: "findings", directoryHint: .isDirectory)) }

  public init(_ folder: URL) { self.folder = folder }

  /// Makes the folder (0700) and draws the key.
  /// - Parameters:
  ///   - name: under which the witness signs, such as `witness.example/w1`.
  ///   - logs: the keys of the logs that it is to watch.
  /// - Returns: the witness's key, for the policies of those who rely on it.
  /// - Throws: ``WitnessingFault`` where a witness is there already, the name cannot be used, or the disk fails. Nothing is a witness then.
  public func create(name: String, logs: [NoteKey]) throws(WitnessingFault) -> NoteKey {
    guard !FileManager.default.fileExists(atPath: keyFile.path) else { throw .folder(folder.path, "a witness is there already; it was not changed.") }
    let signer: NoteSigner
    do {
      signer = try NoteSigner(name: name, kind: .witness)
    } catch {
      throw .unusable(error.description)
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folder(folder.path, "it cannot be made.")
    }
    try write(logs)
    // Last: with a key there is a witness.
    try replace(keyFile, with: "\(Self.opening)\(name) \(signer.seed.base64EncodedString())\n")
    return signer.key
  }

  /// The witness's key.
  /// - Throws: ``WitnessingFault/folder(_:_:)`` for one that others can read, or that is no key.
  public func signer() throws(WitnessingFault) -> NoteSigner {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: keyFile.path) else {
      throw .folder(folder.path, "there is no witness. `gantry witness init` makes one.")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular, let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
      throw .folder(keyFile.path, "others can read it, or it is no file. `chmod 600` it, and think of a new witness.")
    }
    let line = try text(keyFile).trimmingCharacters(in: .whitespacesAndNewlines)
    let words = line.dropFirst(Self.opening.count).split(separator: " ")
    guard line.hasPrefix(Self.opening), words.count == 2, let seed = Data(base64Encoded: String(words[1])), seed.count == 32,
      let signer = try? NoteSigner(name: String(words[0]), kind: .witness, seed: seed)
    else { throw .folder(keyFile.path, "it does not hold `\(Self.opening)`, a name and 32 bytes in base64. Restore it from where you keep a copy.") }
    return signer
  }

  /// The keys of the logs that the witness watches.
  /// - Throws: ``WitnessingFault/folder(_:_:)`` with the line of what is no key.
  public func logs() throws(WitnessingFault) -> [NoteKey] { try Self.keys(in: text(logsFile), of: logsFile.path) }

  /// Adds logs to those that the witness watches. A running witness watches them from its next start on.
  /// - Returns: how many were new.
  public func add(_ logs: [NoteKey]) throws(WitnessingFault) -> Int {
    _ = try signer()
    let known = try self.logs()
    var new: [NoteKey] = []
    for log in logs where !known.contains(log) && !new.contains(log) { new.append(log) }
    if !new.isEmpty { try write(known + new) }
    return new.count
  }

  /// Opens the witness. One process at a time.
  /// - Throws: ``WitnessingFault``, or `TransparencyFault` where it is running already or the disk fails.
  public func open() throws -> Witness { try Witness(seenFolder, signer: signer(), logs: logs()) }

  /// What the witness signed and kept, also while it runs.
  public func records() throws(WitnessingFault) -> WitnessRecords { WitnessRecords(seen: seenFolder, findings: findings.files(), key: try signer().key, logs: try logs()) }

  /// Reads verifier keys of logs, one a line, as `gantry log key` prints them: with or without `log` before them.
  /// - Parameter name: where they come from, for what is said about them.
  /// - Throws: ``WitnessingFault/folder(_:_:)`` with the line of what is no key.
  public static func keys(in text: String, of name: String) throws(WitnessingFault) -> [NoteKey] {
    var keys: [NoteKey] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var words = line.split { $0 == " " || $0 == "\t" }
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if first == "log" { words.removeFirst() }
      guard let word = words.first, let key = try? NoteKey(text: String(word)), key.kind == .log else {
        throw .folder(name, "line \(number + 1): a log's verifier key, such as `gantry log key` prints, belongs here.")
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private func write(_ logs: [NoteKey]) throws(WitnessingFault) {
    try replace(logsFile, with: logs.map { "log \($0.text)\n" }.joined())
  }

  private func text(_ file: URL) throws(WitnessingFault) -> String {
    guard let bytes = try? Data(contentsOf: file) else { throw .folder(file.path, "it cannot be read.") }
    guard bytes.count <= Self.longestBytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw .folder(file.path, "it is no text of this kind.")
    }
    return text
  }

  /// Makes or replaces a file, whole or not at all; durable on return.
  private func replace(_ file: URL, with text: String) throws(WitnessingFault) {
    let draft = file.appendingPathExtension(UUID().uuidString)
    do {
      try OpenFile(draft, O_WRONLY | O_CREAT | O_EXCL, for: "writing a file").write(Data(text.utf8))
      try OpenFile.move(draft, to: file, for: "naming a file")
      try OpenFile.synchronise(folder: folder)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw .disk("\(error.operation): \(String(cString: strerror(error.code)))")
    }
  }
}
