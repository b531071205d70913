import Foundation

/// A log that only grows: entries in a Merkle tree, and a signed checkpoint of each state of it (C2SP `tlog-tiles`).
///
/// What is written goes this way, and opening the log goes the rest of it wherever it stopped: tiles are staged; the new checkpoint replaces the
/// old one in one step, and from then on the entries are in the log; the staged tiles are written; witnesses are asked; the checkpoint is published.
public actor TransparencyLog {
  /// Tiles that are kept in memory to make proofs of: 4 MiB.
  private static let mostKeptTiles = 256
  /// Entries in one state of the tree at most; others wait for the next. Every state costs about a dozen waits for the disk, however many it has.
  static let mostAtOnce = 2048
  /// Their bytes, likewise: what is staged is held in memory.
  static let mostBytesAtOnce = 16 << 20

  struct Pending {
    let entry: Data
    let resume: CheckedContinuation<Result<Int, TransparencyFault>, Never>
  }

  /// The log's public key; its name is the log's origin.
  public nonisolated let key: NoteKey
  nonisolated let store: any LogStore
  private let signer: NoteSigner
  private let pooling: Duration
  /// Whether checkpoints are published only once their witnesses signed.
  private let awaitsWitnesses: Bool
  private let executor = LogExecutor()
  /// Owned by this actor, as everything below: the state that counts, as it is signed.
  private(set) var head: SignedNote
  private(set) var headState: Checkpoint
  private(set) var published: SignedNote
  private(set) var publishedState: Checkpoint
  private var edge: TreeEdge
  /// What was read of the state that was asked about last: those who wait for one state ask for proofs of that.
  private var lastTiles: TileReader?
  private var pool: [Pending] = []
  private var isPooling = false
  private var isBroken = false

  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Opens a log, which is made where there is none, and finishes what a crash cut off.
  /// - Parameters:
  ///   - store: where it rests; of one writer at a time.
  ///   - signer: the log's key.
  ///   - pooling: for how long entries wait for others, so that they share one checkpoint.
  ///   - awaitsWitnesses: whether a checkpoint is published only with ``publish(_:)``, after a ``CosigningRound``.
  /// - Throws: ``TransparencyFault/damaged(_:)`` where what rests there is not what this key signed, or what the store throws.
  public init(
    opening store: any LogStore, signer: NoteSigner, pooling: Duration = .milliseconds(200), awaitsWitnesses: Bool = false
  ) throws(TransparencyFault) {
    let opened = try OpenedLog(store, signer: signer, awaitsWitnesses: awaitsWitnesses)
    key = signer.key
    self.store = store
    self.signer = signer
    self.pooling = pooling
    self.awaitsWitnesses = awaitsWitnesses
    (head, headState) = (opened.head, opened.headState)
    (published, publishedState) = (opened.published, opened.publishedState)
    edge = opened.edge
  }

  /// Adds an entry and waits until it is in the log for good, which takes as long as entries are pooled and a few writes to the disk.
  /// - Returns: its index.
  /// - Throws: what the store throws. Of ``TransparencyFault/openAgain``, and of what is thrown before it is, nobody knows whether the entry is
  ///   in the log: that shows when it is opened again.
  public func append(_ entry: LogEntry) async throws(TransparencyFault) -> Int {
    try await withCheckedContinuation { resume in
      pool.append(Pending(entry: entry.bytes, resume: resume))
      guard !isPooling else { return }
      isPooling = true
      Task {
        if pooling > .zero { try? await Task.sleep(for: pooling) }
        writePool()
      }
    }.get()
  }

  private func writePool() {
    isPooling = false
    while !pool.isEmpty {
      let batch = takeBatch()
      do {
        let first = try add(batch.map(\.entry))
        for (number, each) in batch.enumerated() { each.resume.resume(returning: .success(first + number)) }
      } catch {
        for each in batch { each.resume.resume(returning: .failure(error)) }
      }
    }
  }

  /// As many as one state may have, and one at least.
  private func takeBatch() -> [Pending] {
    var room = Self.mostBytesAtOnce
    let batch = Array(pool.prefix(Self.mostAtOnce).prefix { each in
      room -= each.entry.count
      return room >= 0
    })
    pool.removeFirst(batch.count)
    return batch
  }

  /// - Returns: the index of the first entry.
  private func add(_ entries: [Data]) throws(TransparencyFault) -> Int {
    guard !isBroken else { throw .openAgain }
    var edge = edge
    let tiles = edge.append(entries)
    let state = Checkpoint(origin: key.name, size: edge.size, root: edge.root)
    let note = try SignedNote(text: state.text, signatures: [signer.sign(state.text, at: Date())])
    let name = StagedTiles.name(of: state)
    try store.stage(StagedTiles.bytes(tiles), as: name)
    // From here on a failure leaves open which state counts. Going on from the wrong one would fork the log.
    isBroken = true
    try store.replaceHead(head.bytes, with: note.bytes)
    let first = headState.size
    (head, headState, self.edge) = (note, state, edge)
    try OpenedLog.apply(tiles, to: store)
    try store.unstage(name)
    if !awaitsWitnesses { try replacePublished(note, state) }
    isBroken = false
    return first
  }

  /// Publishes a checkpoint of this log with the cosignatures it got. One of an older state than is published is left alone.
  /// - Throws: ``TransparencyFault/badSignature(_:)``, ``TransparencyFault/unsigned``, ``TransparencyFault/forked(_:)`` for one that is not of
  ///   this log, or what the store throws.
  public func publish(_ note: SignedNote) throws(TransparencyFault) {
    guard !isBroken else { throw .openAgain }
    _ = try note.verified(by: [key])
    let state = try Checkpoint(text: note.text)
    let root = try state.size == headState.size ? headState.root : TileReader(store, size: state.size).root()
    guard state.origin == key.name, state.size <= headState.size, state.root == root else {
      throw .forked("a checkpoint of \(state.size) entries bears this log's signature and is not of it.")
    }
    guard state.size >= publishedState.size else { return }
    try replacePublished(note, state)
  }

  /// The tree as it was when it had so many entries.
  func tiles(ofSize size: Int) -> TileReader {
    if let lastTiles, lastTiles.size == size, lastTiles.keptTiles < Self.mostKeptTiles { return lastTiles }
    let tiles = TileReader(store, size: size)
    lastTiles = tiles
    return tiles
  }

  private func replacePublished(_ note: SignedNote, _ state: Checkpoint) throws(TransparencyFault) {
    try store.publish(note.bytes)
    (published, publishedState) = (note, state)
  }
}
