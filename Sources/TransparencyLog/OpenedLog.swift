import Foundation

/// A log as it is found in its store, with what a crash cut off done. The normal way to start.
struct OpenedLog {
  let head: SignedNote
  let headState: Checkpoint
  let published: SignedNote
  let publishedState: Checkpoint
  let edge: TreeEdge

  init(_ store: any LogStore, signer: NoteSigner, awaitsWitnesses: Bool) throws(TransparencyFault) {
    guard signer.key.kind == .log else { throw .unusable("A log is signed with a log's key; this is a witness's.") }
    let found = try Self.head(in: store, signer)
    let head = try Self.note(found, signer.key, "The checkpoint that counts")
    let state = try Checkpoint(text: head.text)
    try Self.applyStaged(for: state, in: store)
    let edge = try TreeEdge(of: TileReader(store, size: state.size))
    guard edge.root == state.root else { throw .damaged("The log's tiles do not make the root that was signed.") }
    let bytes = try store.read("checkpoint")
    var published = try bytes.map { bytes throws(TransparencyFault) in try Self.note(bytes, signer.key, "The published checkpoint") } ?? head
    var publishedState = try Checkpoint(text: published.text)
    try Self.check(published: publishedState, against: state, in: store)
    if bytes == nil || !awaitsWitnesses && publishedState.size < state.size {
      try store.publish(head.bytes)
      (published, publishedState) = (head, state)
    }
    (self.head, headState) = (head, state)
    (self.published, self.publishedState) = (published, publishedState)
    self.edge = edge
  }

  /// Writes tiles of a state that counts. Where it is done already, doing it again changes nothing.
  static func apply(_ tiles: [TilePath: Data], to store: any LogStore) throws(TransparencyFault) {
    try store.write(tiles)
    for path in tiles.keys where path.width == TilePath.fullWidth { try store.removePartials(of: path) }
  }

  private static func head(in store: any LogStore, _ signer: NoteSigner) throws(TransparencyFault) -> Data {
    if let head = try store.head() { return head }
    guard try store.read("checkpoint") == nil else { throw .damaged("The checkpoint that counts is gone, and the published one is not.") }
    let empty = Checkpoint(origin: signer.key.name, size: 0, root: .empty)
    let note = try SignedNote(text: empty.text, signatures: [signer.sign(empty.text, at: Date())]).bytes
    try store.replaceHead(nil, with: note)
    return note
  }

  /// Tiles that were staged for the state that counts are written; those of a state that never came to count go.
  private static func applyStaged(for state: Checkpoint, in store: any LogStore) throws(TransparencyFault) {
    let name = StagedTiles.name(of: state)
    if let staged = try store.staged(name) { try apply(try StagedTiles.read(staged), to: store) }
    for each in try store.stagedNames() { try store.unstage(each) }
  }

  private static func note(_ bytes: Data, _ key: NoteKey, _ what: String) throws(TransparencyFault) -> SignedNote {
    guard let note = try? SignedNote(bytes: bytes), (try? note.verified(by: [key])) != nil, (try? Checkpoint(text: note.text))?.origin == key.name
    else {
      throw .damaged("\(what) is not by the log's key, \(key.name).")
    }
    return note
  }

  private static func check(published: Checkpoint, against state: Checkpoint, in store: any LogStore) throws(TransparencyFault) {
    guard published.size <= state.size, try published.root == TileReader(store, size: published.size).root() else {
      throw .damaged("The published checkpoint is not of this log: was an older copy put in its place?")
    }
  }
}
