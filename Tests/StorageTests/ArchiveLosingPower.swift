import DurableFiles
import Foundation
import Glibc
import Synchronization

@testable import Storage

/// A disk that stops at a step, before it, in its middle or after it, and does nothing from then on. Where the power is lost, what nobody waited
/// for is lost with it: bytes that were not synchronised, and names in folders that were not.
final class ArchiveLosingPower: ArchiveDisk {
  enum Moment: CaseIterable { case before, middle, after }
  /// Whether the process ends alone; or the machine, with all that was not durable; or with that but for removals, which came to the disk first.
  enum Loss: CaseIterable { case process, power, powerAfterRemovals }

  /// A change that is not durable yet, and how it is undone.
  private struct Change {
    /// The file whose bytes, or the folder whose names, changed.
    var place: String
    var isRemoval = false
    var undo: @Sendable () -> Void
  }

  private struct State {
    var steps: Int
    var changes: [Change] = []
  }

  private let state: Mutex<State>
  /// Held while a step is taken, so that none is under way when the power goes.
  private let turn = NSLock()
  private let moment: Moment
  private let loss: Loss
  private let local = LocalArchiveDisk()
  /// Where removed files are kept, in case their removal does not last.
  private let bin: URL

  init(failingAt step: Int, _ moment: Moment, _ loss: Loss) {
    state = Mutex(State(steps: step))
    self.moment = moment
    self.loss = loss
    bin = FileManager.default.temporaryDirectory.appending(path: "gantry-bin-\(UUID().uuidString)", directoryHint: .isDirectory)
    mkdir(bin.path, 0o700)
  }

  deinit { try? FileManager.default.removeItem(at: bin) }

  var hasFailed: Bool { state.withLock { $0.steps < 0 } }

  func makeFolder(_ folder: URL) throws(DiskFault) {
    let isNew = access(folder.path, F_OK) != 0
    try step { () throws(DiskFault) in
      try local.makeFolder(folder)
      if isNew { note(folder.deletingLastPathComponent()) { rmdir(folder.path) } }
    }
  }

  func create(_ file: URL) throws(DiskFault) -> ArchiveFile {
    var made: ArchiveFile?
    try step { () throws(DiskFault) in
      made = try local.create(file)
      note(file.deletingLastPathComponent()) { unlink(file.path) }
    }
    return made!
  }

  func write(_ bytes: Data, at offset: Int, to file: ArchiveFile) throws(DiskFault) {
    try step { () throws(DiskFault) in
      note(file.url) { ftruncate(file.open.descriptor, off_t(offset)) }
      try local.write(bytes, at: offset, to: file)
    } half: { () throws(DiskFault) in
      note(file.url) { ftruncate(file.open.descriptor, off_t(offset)) }
      try local.write(bytes.prefix(bytes.count / 2), at: offset, to: file)
    }
  }

  func synchronise(_ file: ArchiveFile) throws(DiskFault) {
    try step { () throws(DiskFault) in
      try local.synchronise(file)
      settle(file.url)
    }
  }

  func truncate(_ file: ArchiveFile, to count: Int) throws(DiskFault) {
    try step { () throws(DiskFault) in try local.truncate(file, to: count) }
  }

  func synchronise(folder: URL) throws(DiskFault) {
    try step { () throws(DiskFault) in
      try local.synchronise(folder: folder)
      settle(folder)
    }
  }

  func setTimes(of file: URL, to instant: Date) throws(DiskFault) {
    try step { () throws(DiskFault) in try local.setTimes(of: file, to: instant) }
  }

  func move(_ file: URL, to destination: URL) throws(DiskFault) {
    try step { () throws(DiskFault) in
      try local.move(file, to: destination)
      note(file.deletingLastPathComponent()) { rename(destination.path, file.path) }
    }
  }

  func remove(_ file: URL) throws(DiskFault) {
    try step { () throws(DiskFault) in
      let kept = bin.appending(path: UUID().uuidString)
      guard link(file.path, kept.path) == 0 else { return }
      try local.remove(file)
      note(file.deletingLastPathComponent(), isRemoval: true) { link(kept.path, file.path) }
    }
  }

  func removeFolder(_ folder: URL) throws(DiskFault) {
    try step { () throws(DiskFault) in
      try local.removeFolder(folder)
    } half: { () throws(DiskFault) in
      for name in (try? OpenFile.names(in: folder)) ?? [] {
        try local.removeFolder(folder.appending(path: name))
        return
      }
    }
  }

  func freeBytes(at folder: URL) throws(DiskFault) -> Int { .max }

  private func note(_ place: URL, isRemoval: Bool = false, _ undo: @escaping @Sendable () -> Void) {
    state.withLock { $0.changes.append(Change(place: place.standardizedFileURL.path, isRemoval: isRemoval, undo: undo)) }
  }

  private func settle(_ place: URL) { state.withLock { $0.changes.removeAll { $0.place == place.standardizedFileURL.path } } }

  private func step(
    _ whole: () throws(DiskFault) -> Void, half: () throws(DiskFault) -> Void = { () throws(DiskFault) in }
  ) throws(DiskFault) {
    turn.lock()
    defer { turn.unlock() }
    let left = state.withLock { state in
      defer { state.steps -= 1 }
      return state.steps
    }
    if left > 0 { return try whole() }
    let fault = DiskFault(operation: "losing power", code: EIO)
    guard left == 0 else { throw fault }
    switch moment {
    case .before: break
    case .middle: try half()
    case .after: try whole()
    }
    lose(state.withLock { $0.changes })
    throw fault
  }

  private func lose(_ changes: [Change]) {
    guard loss != .process else { return }
    for change in changes.reversed() where loss == .power || !change.isRemoval { change.undo() }
  }
}
