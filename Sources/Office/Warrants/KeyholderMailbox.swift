public import Crypto
import DurableFiles
public import Foundation
import Glibc
public import Keyholding
public import Sealing
import Synchronization
import Traffic
import TransparencyLog

/// A keyholder without a network: what it is asked is written to one folder, what it answers is looked for in another, and somebody carries them.
///
///     <folder>/to-keyholder/<commitment>.request     a warrant's request, for `gantry keyholder approve --request … --answer …`
///     <folder>/to-keyholder/<commitment>.release     what the warrant found, for `gantry keyholder release --request … --answer …`
///     <folder>/to-keyholder/<person>.approval-key    an approval key, for `gantry keyholder trust --proposal …`
///     <folder>/from-keyholder/day-keys.json          from `gantry keyholder publish --out …`
///     <folder>/from-keyholder/<commitment>.answer    the grant
///     <folder>/from-keyholder/<commitment>.keys      the parts of keys
///
/// A request names plates in clear: the folder belongs on the medium that is carried. A request is removed once its answer is there. A refusal brings
/// no file; such a warrant expires.
public final class KeyholderMailbox: KeyholderLine {
  private static let errand = "writing to a keyholder"
  static let longestNote = 1 << 20
  static let longestAnswer = 256 << 20

  public let holder: HolderID
  private let identity: Curve25519.Signing.PublicKey
  let outbox: URL
  let inbox: URL
  /// From which state of which log the proof of each request that lies there goes on. Guarded by its mutex; made again from the files.
  private let proofs = Mutex<[Data: ProofStart]>([:])

  private struct ProofStart: Sendable {
    var origin: String
    var from: Int
    /// What the keyholder has seen once it grants this.
    var to: Int
  }

  /// - Parameters:
  ///   - identity: the pinned one.
  ///   - folder: made where it is not there.
  public init(_ holder: HolderID, identity: Curve25519.Signing.PublicKey, folder: URL) {
    self.holder = holder
    self.identity = identity
    outbox = folder.appending(path: "to-keyholder", directoryHint: .isDirectory)
    inbox = folder.appending(path: "from-keyholder", directoryHint: .isDirectory)
  }

  public func status() async throws(KeyholderLineFault) -> KeyholderStatus {
    let body = try handover()
    var sizes = body.treeSizes
    // It has seen the state of the log of each request that it granted since it wrote its file.
    for (commitment, start) in proofs.withLock({ $0 }) where exists(answer(commitment, "answer")) {
      sizes[start.origin] = max(sizes[start.origin] ?? 0, start.to)
    }
    return KeyholderStatus(
      treeSize: sizes.values.max() ?? 0, treeSizes: sizes, days: Set(body.days.compactMap { UTCDay($0) }),
      heldDays: Set(body.heldDays.compactMap { UTCDay($0) }))
  }

  public func dayKeys() async throws(KeyholderLineFault) -> [DayKey] {
    try handover().dayKeys.map { bytes throws(KeyholderLineFault) in
      do {
        let key = try DayKey(bytes: bytes, signedBy: identity)
        if key.holder == holder { return key }
      } catch {
        throw malformed("\(error)")
      }
      throw malformed("a day key is another keyholder's.")
    }
  }

  /// Nobody carries every hour's record about: that check is left to the keyholders with a network.
  public func checkCustody(of record: EpochRecord) async throws(KeyholderLineFault) -> Data {
    throw .away(holder, "it takes files, and no record of an epoch is carried to it.")
  }

  public func submit(_ request: WarrantRequest) async throws(KeyholderLineFault) {
    let commitment = request.commitment
    try write(request.bytes, to: outbox.appending(path: "\(commitment.hex).request"))
    note(request)
  }

  public func decision(on commitment: Data) async throws(KeyholderLineFault) -> KeyholderDecision {
    let request = outbox.appending(path: "\(commitment.hex).request")
    if let bytes = try read(answer(commitment, "answer"), upTo: Self.longestAnswer) {
      let answer = try checked { () throws(KeyholdingFault) in try TokenAnswer(bytes: bytes, signedBy: identity) }
      guard answer.holder == holder, answer.commitment == commitment else { throw malformed("it is the answer to another request.") }
      try remove(request)
      return .granted(answer)
    }
    guard let start = try start(of: commitment, in: request) else { return .unknown }
    // What the keyholder learnt of the log meanwhile, this proof does not continue: a new request takes its place.
    return try await status().size(seenOf: start.origin) == start.from ? .pending : .unknown
  }

  public func release(_ request: KeyReleaseRequest) async throws(KeyholderLineFault) -> KeyReleaseAnswer {
    let commitment = request.warrant.commitment(opening: request.opening)
    let asked = outbox.appending(path: "\(commitment.hex).release")
    guard let bytes = try read(answer(commitment, "keys"), upTo: Self.longestAnswer) else {
      try write(request.bytes, to: asked)
      throw .away(holder, "it takes files. What to carry to it lies in \(asked.lastPathComponent); open the warrant again once its answer is back.")
    }
    let answer = try checked { () throws(KeyholdingFault) in try KeyReleaseAnswer(bytes: bytes, signedBy: identity) }
    guard answer.holder == holder, answer.commitment == commitment, answer.count == request.hits.count else {
      throw malformed("it is the answer to another request.")
    }
    try remove(asked)
    return answer
  }

  public func propose(_ card: ApprovalKeyProposal) async throws(KeyholderLineFault) {
    guard let body = try? JSONEncoder().encode(card) else { throw malformed("the proposal cannot be written.") }
    try write(body, to: outbox.appending(path: "\(card.person).approval-key"))
  }

  // MARK: - What the keyholder knows of the log

  private func note(_ request: WarrantRequest) {
    guard let proof = try? LoggedWarrantProof(bytes: request.proof), let origin = (try? Checkpoint(text: proof.proof.checkpoint.text))?.origin else { return }
    let start = ProofStart(origin: origin, from: proof.consistency.from, to: proof.consistency.to)
    proofs.withLock { $0[request.commitment] = start }
  }

  /// - Returns: `nil` where the request does not lie there.
  private func start(of commitment: Data, in file: URL) throws(KeyholderLineFault) -> ProofStart? {
    guard exists(file) else { return nil }
    if let known = proofs.withLock({ $0[commitment] }) { return known }
    guard let bytes = try read(file, upTo: Self.longestAnswer), let request = try? WarrantRequest(bytes: bytes) else { return nil }
    note(request)
    return proofs.withLock { $0[commitment] }
  }

  // MARK: - Files

  private func handover() throws(KeyholderLineFault) -> KeyholderWire.Handover {
    guard let bytes = try read(inbox.appending(path: "day-keys.json"), upTo: Self.longestNote) else {
      throw .away(holder, "it takes files, and its day-keys.json has not been carried here yet.")
    }
    guard let body = try? JSONDecoder().decode(KeyholderWire.Handover.self, from: bytes) else {
      throw malformed("day-keys.json is not what `gantry keyholder publish` writes.")
    }
    guard body.holder == holder.rawValue else { throw malformed("day-keys.json is another keyholder's.") }
    return body
  }

  private func answer(_ commitment: Data, _ kind: String) -> URL { inbox.appending(path: "\(commitment.hex).\(kind)") }

  private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

  /// - Returns: `nil` where there is no such file.
  private func read(_ file: URL, upTo limit: Int) throws(KeyholderLineFault) -> Data? {
    guard let size = try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize else { return nil }
    guard size <= limit else { throw malformed("\(file.lastPathComponent) is longer than \(limit >> 20) MiB.") }
    do {
      return try Data(contentsOf: file)
    } catch {
      throw .away(holder, "\(file.lastPathComponent) cannot be read.")
    }
  }

  /// Only the server's own user reads what lies here.
  private func write(_ bytes: Data, to file: URL) throws(KeyholderLineFault) {
    do {
      for folder in [outbox, inbox] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
      if let there = try? Data(contentsOf: file), there == bytes { return }
      let draft = file.appendingPathExtension("part")
      try? FileManager.default.removeItem(at: draft)
      try OpenFile(draft, O_WRONLY | O_CREAT | O_EXCL, for: Self.errand).write(bytes)
      try OpenFile.move(draft, to: file, for: Self.errand)
      try OpenFile.synchronise(folder: outbox)
    } catch {
      throw .away(holder, "its folder cannot be written to; is the medium there?")
    }
  }

  private func remove(_ file: URL) throws(KeyholderLineFault) {
    guard exists(file) else { return }
    do {
      try FileManager.default.removeItem(at: file)
    } catch {
      throw .away(holder, "\(file.lastPathComponent) names a plate and cannot be removed.")
    }
  }

  private func checked<Value>(_ body: () throws(KeyholdingFault) -> Value) throws(KeyholderLineFault) -> Value {
    do {
      return try body()
    } catch {
      throw malformed("\(error)")
    }
  }

  private func malformed(_ what: String) -> KeyholderLineFault { .malformed(holder, what) }
}
