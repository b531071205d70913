import DurableFiles
import Foundation
import Synchronization

/// A folder in which files appear whole: written elsewhere in it first, then given their name. Open in one process at a time.
final class PrivateFolder: Sendable {
  let root: URL
  private let disk: any LogDisk
  private let incoming: URL
  /// Held as long as the folder is open.
  private let lock: FolderLock
  /// Folders whose names were made durable since this one was opened. Owned by this object; guarded by its mutex.
  private let known = Mutex<Set<String>>([])

  /// Opens a folder, which is made where it is missing, and clears away what a crash left half written.
  /// - Throws: ``TransparencyFault/inUse``, or a failure of the disk.
  init(_ root: URL, disk: any LogDisk) throws(TransparencyFault) {
    try disk.makeFolder(root)
    let lock = FolderLock(file: root.appending(path: "lock"))
    do {
      try lock.take()
    } catch let fault as DiskFault {
      throw TransparencyFault(fault)
    } catch {
      throw .inUse
    }
    self.root = root
    self.disk = disk
    self.lock = lock
    incoming = root.appending(path: "incoming", directoryHint: .isDirectory)
    try disk.makeFolder(incoming)
    for name in try disk.names(in: incoming) { try disk.remove(incoming.appending(path: name)) }
    try disk.synchronise(root)
  }

  /// All bytes of a file; `nil` where there is none.
  func read(_ path: String) throws(TransparencyFault) -> Data? { try disk.read(root.appending(path: path)) }

  /// Makes or replaces files, each whole or not at all; durable on return. Folders are made as needed.
  func write(_ files: [String: Data]) throws(TransparencyFault) {
    var folders: Set<URL> = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let file = root.appending(path: path)
      let folder = file.deletingLastPathComponent()
      if folders.insert(folder).inserted { try makeFolders(path.split(separator: "/").dropLast().map { String($0) }) }
      let draft = incoming.appending(path: UUID().uuidString)
      do {
        try disk.create(draft, bytes)
        try disk.move(draft, to: file)
      } catch {
        // What remains is removed when the folder is opened again.
        try? disk.remove(draft)
        throw error
      }
    }
    for folder in folders { try disk.synchronise(folder) }
  }

  func remove(_ path: String) throws(TransparencyFault) { try disk.remove(root.appending(path: path)) }

  /// Removes a folder with all its files; quietly where there is none.
  func removeFolder(_ path: String) throws(TransparencyFault) {
    _ = known.withLock { $0.remove(path) }
    try disk.removeFolder(root.appending(path: path, directoryHint: .isDirectory))
  }

  /// The names in a folder; none where there is no folder.
  func names(in path: String) throws(TransparencyFault) -> [String] { try disk.names(in: root.appending(path: path, directoryHint: .isDirectory)) }

  /// A folder's name is durable only when the one it stands in says so; asked even where it is there, for a crash may have come between.
  private func makeFolders(_ names: [String]) throws(TransparencyFault) {
    var (folder, path) = (root, "")
    for name in names {
      let parent = folder
      folder = folder.appending(path: name, directoryHint: .isDirectory)
      path += path.isEmpty ? name : "/\(name)"
      guard !known.withLock({ $0.contains(path) }) else { continue }
      try disk.makeFolder(folder)
      try disk.synchronise(parent)
      _ = known.withLock { $0.insert(path) }
    }
  }
}
