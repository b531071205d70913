import Foundation

/// One reading of a log's files, from the checkpoint down to the last byte.
struct LogInspection {
  private let log: any LogReader
  private(set) var report = LogReport()
  private var tree: TreeEdge?

  init(_ log: any LogReader) { self.log = log }

  private mutating func find(_ file: String, at offset: Int? = nil, _ what: String) { report.findings.append(LogFinding(file, at: offset, what)) }

  // MARK: - Checkpoints

  mutating func readPublished(_ bytes: Data?, _ key: NoteKey, _ policy: WitnessPolicy?) {
    guard let bytes else { return find("checkpoint", "is missing") }
    report.state = state(in: bytes, "checkpoint", key)
    guard let policy, report.state != nil else { return }
    do {
      report.witnessed = try policy.verify(SignedNote(bytes: bytes))
    } catch {
      find("checkpoint", "\(error)")
    }
  }

  /// The checkpoint that counts; what is published is of its tree.
  mutating func readHead(_ bytes: Data?, _ key: NoteKey) {
    guard let bytes else { return find("head", "is missing") }
    guard let head = state(in: bytes, "head", key) else { return }
    if let published = report.state, published.size > head.size || published.size == head.size && published.root != head.root {
      return find("head", "is older than what is published, or of another tree")
    }
    report.state = head
  }

  /// Whether a log has no entry yet.
  func isNew(_ head: Data?, _ key: NoteKey) -> Bool {
    guard let head, let note = try? SignedNote(bytes: head), (try? note.verified(by: [key])) != nil else { return false }
    return (try? Checkpoint(text: note.text))?.size == 0
  }

  private mutating func state(in bytes: Data, _ file: String, _ key: NoteKey) -> Checkpoint? {
    do {
      let note = try SignedNote(bytes: bytes)
      _ = try note.verified(by: [key])
      let state = try Checkpoint(text: note.text)
      guard state.origin == key.name else { throw TransparencyFault.unusable("It is of \(state.origin) and not of \(key.name).") }
      return state
    } catch {
      find(file, "\(error)")
      return nil
    }
  }

  // MARK: - Entries and hashes

  /// Reads all entries, makes every tile from them anew and compares.
  mutating func readTree(of state: Checkpoint) throws(TransparencyFault) {
    var edge = TreeEdge()
    while edge.size < state.size {
      let number = edge.size / TilePath.fullWidth
      let width = min(state.size - edge.size, TilePath.fullWidth)
      let bundle = try bundle(TilePath(level: nil, number: number, width: width))
      let row = try row(TilePath(level: 0, number: number, width: width))
      guard let leaves = try leaves(bundle, row, number, after: edge, state) else { return }
      for (path, bytes) in edge.append(leaves: leaves) { try compare(path, with: bytes) }
      if number == 0 { report.firstEntry = bundle?.entries.first }
      report.lastEntry = bundle?.entries.last
    }
    for (path, bytes) in edge.partials { try compare(path, with: bytes) }
    if edge.root != state.root { find("checkpoint", "the log's entries do not make the root that was signed") }
    tree = edge
  }

  /// What the leaves of a bundle are. Where entries and hashes say different things, what lies above decides between them, and the other is found.
  private mutating func leaves(
    _ bundle: ParsedBundle?, _ row: [TreeHash]?, _ number: Int, after edge: TreeEdge, _ state: Checkpoint
  ) throws(TransparencyFault) -> [TreeHash]? {
    guard let bundle else { return row }
    let own = bundle.entries.map(TreeHash.leaf)
    guard let row, row != own else { return own }
    let isRowRight: Bool
    if own.count == TilePath.fullWidth {
      let above = try self.row(above: number, state)
      isRowRight = MerkleTree.root(own) != above && MerkleTree.root(row) == above
    } else {
      var (withOwn, withRow) = (edge, edge)
      _ = (withOwn.append(leaves: own), withRow.append(leaves: row))
      isRowRight = withOwn.root != state.root && withRow.root == state.root
    }
    guard isRowRight else { return own }
    for (place, hash) in own.enumerated() where hash != row[place] {
      find(bundle.file, at: bundle.offsets[place], "entry \(number * TilePath.fullWidth + place) is not the one that was logged")
    }
    return row
  }

  /// The hash that the level above has of a full tile; `nil` where it cannot be read.
  private func row(above number: Int, _ state: Checkpoint) throws(TransparencyFault) -> TreeHash? {
    let above = number / TilePath.fullWidth
    let width = min(state.size >> 8 - above * TilePath.fullWidth, TilePath.fullWidth)
    let path = TilePath(level: 1, number: above, width: width)
    guard let bytes = try present(path)?.1 else { return nil }
    return TreeHash(bytes: bytes.dropFirst(number % TilePath.fullWidth * TreeHash.byteCount).prefix(TreeHash.byteCount))
  }

  /// The entries of a bundle as far as the state has them; `nil`, and found, where they cannot be read.
  private mutating func bundle(_ path: TilePath) throws(TransparencyFault) -> ParsedBundle? {
    guard let (file, bytes) = try file(path) else { return nil }
    let bundle = ParsedBundle(file.description, bytes)
    guard bundle.end == bytes.count, bundle.entries.count == file.width else {
      let what = "\(file.width) entries belong here; it holds \(bundle.entries.count)\(bundle.end == bytes.count ? "" : " and something behind them")"
      find(file.description, at: bundle.end, what)
      return nil
    }
    return bundle.prefix(path.width)
  }

  /// The hashes of a tile as far as the state has them; `nil` where it is missing or has another length, which is found.
  private mutating func row(_ path: TilePath) throws(TransparencyFault) -> [TreeHash]? {
    guard let (file, bytes) = try file(path), isOfItsLength(file, bytes) else { return nil }
    return (0..<path.width).compactMap { TreeHash(bytes: bytes.dropFirst($0 * TreeHash.byteCount).prefix(TreeHash.byteCount)) }
  }

  /// A tile's file: its own, or the full one that came after it.
  private mutating func file(_ path: TilePath) throws(TransparencyFault) -> (TilePath, Data)? {
    if let bytes = try log.read(path.description) { return (path, bytes) }
    if path.width < TilePath.fullWidth, let bytes = try log.read(path.full.description) { return (path.full, bytes) }
    find(path.description, "is missing")
    return nil
  }

  private func isOfItsLength(_ file: TilePath, _ bytes: Data) -> Bool { bytes.count == file.width * TreeHash.byteCount }

  private mutating func compare(_ path: TilePath, with expected: Data) throws(TransparencyFault) {
    // That one of the lowest is missing was found when its entries were read.
    let found = path.level == 0 ? try present(path) : try self.file(path)
    guard let (file, there) = found else { return }
    let offset = there.firstDifference(from: expected)
    if let offset, offset < expected.count { return find(file.description, at: offset, "is not the hash of the log's entries") }
    if !isOfItsLength(file, there) {
      find(file.description, at: min(there.count, file.width * TreeHash.byteCount), "has \(there.count) bytes and not \(file.width * TreeHash.byteCount)")
    }
  }

  private func present(_ path: TilePath) throws(TransparencyFault) -> (TilePath, Data)? {
    if let bytes = try log.read(path.description) { return (path, bytes) }
    return try log.read(path.full.description).map { (path.full, $0) }
  }

  // MARK: - Everything else

  /// What lies there beside the files of the state: partial tiles of older states, and what does not belong there.
  /// - Parameter ignoringLater: whether tiles of a later state may be there.
  mutating func readOthers(_ paths: [String], ignoringLater: Bool) throws(TransparencyFault) {
    let size = report.state?.size ?? 0
    for path in paths.sorted() where path != "checkpoint" {
      guard let tile = TilePath(path) else {
        find(path, "does not belong in a log")
        continue
      }
      guard tile.isCovered(by: size) else {
        if !ignoringLater { find(path, "is of more entries than the log has") }
        continue
      }
      if tile.width < TilePath.fullWidth { try compareOlder(tile, size) }
    }
  }

  /// A partial tile begins the one that the state has.
  private mutating func compareOlder(_ tile: TilePath, _ size: Int) throws(TransparencyFault) {
    let count = size >> (8 * (tile.level ?? 0)) - tile.number * TilePath.fullWidth
    let newest = TilePath(level: tile.level, number: tile.number, width: min(count, TilePath.fullWidth))
    guard newest != tile, let own = try log.read(tile.description), let whole = try log.read(newest.description) else { return }
    if let offset = own.firstDifference(from: whole), offset < own.count || offset == whole.count {
      return find(tile.description, at: offset, "is not what \(newest) begins with")
    }
    let length = tile.level == nil ? (try? EntryBundle.prefix(tile.width, of: whole, newest))?.count : tile.width * TreeHash.byteCount
    if own.count != length { find(tile.description, at: min(own.count, length ?? own.count), "has \(own.count) bytes and not \(length ?? 0)") }
  }
}
