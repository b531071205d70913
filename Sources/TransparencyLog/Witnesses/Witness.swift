import Crypto
public import Foundation
import Traffic

/// One who watches logs: signs each state of them that continues the one it signed before, and no other. So no log can show two faces to
/// those who ask for its signature.
public actor Witness {
  /// Of so many pairs of checkpoints that contradict each other both are kept for each log; one pair is enough to raise the alarm.
  static let mostSplits = 8

  public nonisolated let key: NoteKey
  private let signer: NoteSigner
  private let logs: [NoteKey]
  /// Owned by this actor.
  private let folder: PrivateFolder

  /// Opens a witness's folder, which is made where it is missing. One process at a time.
  /// - Parameters:
  ///   - signer: the witness's key.
  ///   - logs: the keys of the logs that it watches; their names are the logs' origins.
  /// - Throws: ``TransparencyFault/inUse``, ``TransparencyFault/unusable(_:)``, or a failure of the disk.
  public init(_ root: URL, signer: NoteSigner, logs: [NoteKey]) throws(TransparencyFault) {
    try self.init(root, signer: signer, logs: logs, disk: LocalLogDisk())
  }

  package init(_ root: URL, signer: NoteSigner, logs: [NoteKey], disk: any LogDisk) throws(TransparencyFault) {
    guard signer.key.kind == .witness else { throw .unusable("A witness signs with a witness's key; this is a log's.") }
    guard logs.allSatisfy({ $0.kind == .log }) else { throw .unusable("A witness watches logs; one of the keys is a witness's.") }
    key = signer.key
    self.signer = signer
    self.logs = logs
    folder = try PrivateFolder(root, disk: disk)
  }

  /// Answers `add-checkpoint`.
  public func answer(to body: Data, now: Date) -> WitnessAnswer {
    do {
      return WitnessAnswer(try add(try WitnessSubmission(submitted: body), now: now))
    } catch {
      return WitnessAnswer(error)
    }
  }

  /// Looks at a new state of a log and signs it. What was signed is durable before it is answered.
  public func add(_ submission: WitnessSubmission, now: Date) throws(WitnessRefusal) -> NoteSignature {
    let new = try known(submission.checkpoint)
    guard submission.oldSize <= new.size else { throw .sizesReversed }
    do {
      let seen = try last(of: new.origin)
      let old = try seen.map { note throws(TransparencyFault) in try Checkpoint(text: note.text) }
      if let seen, let old, old.size == new.size, old.root != new.root { try keep(seen, submission.checkpoint, new) }
      try check(submission, new, since: old ?? Checkpoint(origin: new.origin, size: 0, root: .empty))
      let signature = try signer.sign(submission.checkpoint.text, at: now)
      var note = submission.checkpoint
      note.add(signature)
      try folder.write([Self.path(of: new.origin): note.bytes])
      return signature
    } catch let refusal as WitnessRefusal {
      throw refusal
    } catch {
      throw .unkept(error as? TransparencyFault ?? .openAgain)
    }
  }

  /// The state of a log that was signed last, for everybody to read.
  /// - Parameter originHash: SHA-256 of the log's origin in hexadecimal digits, as in the address.
  public func checkpoint(originHash: String) throws(TransparencyFault) -> Data? {
    guard let log = logs.first(where: { Self.hash(of: $0.name) == originHash }) else { return nil }
    return try folder.read(Self.path(of: log.name))
  }

  /// Checkpoints of one size with different roots, both signed by the log: the proof that it showed two faces. In pairs, the one that was
  /// signed here first.
  public func splits() throws(TransparencyFault) -> [(SignedNote, SignedNote)] {
    var splits: [(SignedNote, SignedNote)] = []
    for origin in Set(logs.map(\.name)).sorted() {
      for path in try splitPaths(of: origin) {
        guard let seen = try folder.read("\(path)/seen"), let other = try folder.read("\(path)/other") else { continue }
        splits.append((try SignedNote(bytes: seen), try SignedNote(bytes: other)))
      }
    }
    return splits
  }

  private func known(_ note: SignedNote) throws(WitnessRefusal) -> Checkpoint {
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint(text: note.text)
    } catch {
      throw .malformed(error.description)
    }
    let keys = logs.filter { $0.name.utf8.elementsEqual(checkpoint.origin.utf8) }
    guard !keys.isEmpty else { throw .unknownOrigin }
    guard (try? note.verified(by: keys)) != nil else { throw .badSignature }
    return checkpoint
  }

  private func check(_ submission: WitnessSubmission, _ new: Checkpoint, since old: Checkpoint) throws(WitnessRefusal) {
    guard submission.oldSize == old.size, old.size != new.size || old.root == new.root else { throw .conflict(old.size) }
    let proof = ConsistencyProof(from: old.size, to: new.size, hashes: submission.hashes)
    guard proof.leads(from: old.root, to: new.root) else { throw .badProof }
  }

  private func last(of origin: String) throws(TransparencyFault) -> SignedNote? {
    guard let bytes = try folder.read(Self.path(of: origin)) else { return nil }
    let note = try SignedNote(bytes: bytes)
    guard (try? note.verified(by: [key])) != nil else { throw .damaged("What the witness signed last is not what it signed.") }
    return note
  }

  private func keep(_ seen: SignedNote, _ other: SignedNote, _ state: Checkpoint) throws(TransparencyFault) {
    let path = "splits/\(Self.hash(of: state.origin))/\(StagedTiles.name(of: state))"
    guard try splitPaths(of: state.origin).count < Self.mostSplits else { return }
    try folder.write(["\(path)/seen": seen.bytes, "\(path)/other": other.bytes])
  }

  private func splitPaths(of origin: String) throws(TransparencyFault) -> [String] {
    let path = "splits/\(Self.hash(of: origin))"
    return try folder.names(in: path).sorted().map { "\(path)/\($0)" }
  }

  private static func path(of origin: String) -> String { "\(hash(of: origin))/checkpoint" }
  private static func hash(of origin: String) -> String { SHA256.hash(data: Data(origin.utf8)).hex }
}

extension WitnessSubmission {
  fileprivate init(submitted bytes: Data) throws(WitnessRefusal) {
    do {
      try self.init(bytes: bytes)
    } catch {
      throw .malformed(error.description)
    }
  }
}
