import Crypto
public import Foundation
import GRDB
import Synchronization

/// The server's keys, as the key file has them. Without that file everything in the data folder is noise.
///
/// The file is read at the start, and again when the data folder says that a rotation has added or dropped a key: other processes may have done
/// it. Nothing else reads it, so that opening a row asks no disk for keys.
public final class ServerKeys: Sendable {
  /// How long a key that was dropped is remembered, for reads that began before.
  private static let lingering = Duration.seconds(60)

  private struct State {
    var ring: KeyRing
    /// The change of the keys, as the data folder counts them, that the ring has seen.
    var revision = 0
    /// When keys that the file has no longer are forgotten.
    var forgetsAt: ContinuousClock.Instant?
    /// Keys of the ring that the file has no longer.
    var dropped: Set<UInt32> = []
  }

  let file: KeyFile
  /// Owned by this type; guarded by its mutex.
  private let state: Mutex<State>

  private init(file: KeyFile, ring: KeyRing) {
    self.file = file
    state = Mutex(State(ring: ring))
  }

  /// Reads a key file.
  /// - Throws: ``StorageFault/keys(_:)`` where it is missing, malformed, or where anybody but its owner may read it.
  public static func load(file: URL) throws(StorageFault) -> ServerKeys {
    let file = KeyFile(url: file)
    return ServerKeys(file: file, ring: try ring(of: file))
  }

  /// Draws a key and writes it to a new file that only its owner can read (0600); durable on return.
  /// - Throws: ``StorageFault/keys(_:)`` where there is such a file already: without the old key the old data is lost.
  public static func create(file: URL) throws(StorageFault) -> ServerKeys {
    try KeyFile(url: file).create([KeyFile.Entry(id: 1, master: SymmetricKey(size: .bits256))])
    return try load(file: file)
  }

  /// The keys as they were last read.
  var ring: KeyRing { state.withLock { $0.ring } }

  /// The keyed index of what is written now; see ``ServerKey/index(_:_:)``.
  func index(_ field: ServerKey.IndexedField, _ text: String) -> Data { ring.current.index(field, text) }

  /// The key with an ID. One that is not known yet is looked up in the file: a row may tell of a rotation sooner than anything else.
  func key(_ id: UInt32) throws(StorageFault) -> ServerKey? {
    try state.withLock { state throws(StorageFault) in
      if let known = state.ring[id] { return known }
      try reload(&state)
      return state.ring[id]
    }
  }

  /// Reads the file again where the data folder, as this transaction sees it, tells of a change. Each transaction that writes, or looks something up
  /// by a keyed index, begins with it: nothing is written under a key that is on its way out, and nothing is missed that was moved to a new index.
  /// - Returns: The keys to work with.
  @discardableResult
  func keepUp(in db: Database) throws -> KeyRing {
    let revision = try Store.note(.keyRevision, in: db)
    return try state.withLock { state throws(StorageFault) in
      if let moment = state.forgetsAt, moment < .now { forget(&state) }
      if revision > state.revision {
        try reload(&state)
        state.revision = revision
      }
      return state.ring
    }
  }

  /// Reads the file again, now.
  func reload() throws(StorageFault) { try state.withLock { state throws(StorageFault) in try reload(&state) } }

  private func reload(_ state: inout State) throws(StorageFault) {
    let fresh = try Self.ring(of: file)
    let gone = state.ring.keys.reversed().filter { fresh[$0.id] == nil }
    guard let merged = KeyRing(gone + fresh.keys.reversed()) else { return }
    state.ring = merged
    guard Set(gone.map(\.id)) != state.dropped else { return }
    state.dropped = Set(gone.map(\.id))
    state.forgetsAt = gone.isEmpty ? nil : .now + Self.lingering
  }

  private func forget(_ state: inout State) {
    if let kept = KeyRing(state.ring.keys.reversed().filter { !state.dropped.contains($0.id) }) { state.ring = kept }
    state.dropped = []
    state.forgetsAt = nil
  }

  private static func ring(of file: KeyFile) throws(StorageFault) -> KeyRing {
    let keys = try file.read().map { ServerKey(id: $0.id, master: $0.master) }
    guard let ring = KeyRing(keys) else { throw .keys("\(file.url.path) holds no key.") }
    return ring
  }
}
