import DurableFiles
public import Foundation

/// A log's folder, or a copy of one, to be read and never changed: one with `head` and `public`, or one of `checkpoint` and tiles alone.
///
/// What a crash left staged is read as if it were written, as the next start would write it.
public struct LogFolderCopy: LogReader {
  private let root: URL
  private let staged: [TilePath: Data]
  /// Keeps a server from starting while the folder is read; `nil` where there is no lock file to hold.
  private let lock: FolderLock?
  /// Whether it has no `head`: a copy of what everybody sees.
  public let isPublicOnly: Bool
  /// Whether a server works on it.
  public let isWritten: Bool

  /// - Throws: ``TransparencyFault/folder(_:)`` where there is no log, or what reading it throws.
  public init(_ root: URL) throws(TransparencyFault) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .folder("\(root.path) is not there, or no folder.")
    }
    self.root = root
    let isPrivate = ["head", "public", "staging", "incoming"].contains { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
    isPublicOnly = !isPrivate
    (lock, isWritten) = try Self.lock(root.appending(path: "lock"))
    staged = isPrivate ? try Self.staged(in: root) : [:]
  }

  public func read(_ path: String) throws(TransparencyFault) -> Data? {
    let tile = TilePath(path)
    guard path == "checkpoint" || tile != nil else { return nil }
    return try LocalLogDisk().read(publicFolder.appending(path: path)) ?? tile.flatMap { staged[$0] }
  }

  /// The signed checkpoint that counts.
  public func head() throws(TransparencyFault) -> Data? { try LocalLogDisk().read(root.appending(path: "head")) }

  /// Every file that everybody could see, below the log's address.
  public func paths() throws(TransparencyFault) -> [String] {
    var paths: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for name in try LocalLogDisk().names(in: publicFolder.appending(path: folder)) {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: publicFolder.appending(path: path).path, isDirectory: &isFolder)
        if isFolder.boolValue { folders.append(path) } else { paths.append(path) }
      }
    }
    return paths
  }

  private var publicFolder: URL { isPublicOnly ? root : root.appending(path: "public", directoryHint: .isDirectory) }

  private static func lock(_ file: URL) throws(TransparencyFault) -> (FolderLock?, Bool) {
    guard FileManager.default.fileExists(atPath: file.path) else { return (nil, false) }
    let lock = FolderLock(file: file)
    do {
      try lock.take()
      return (lock, false)
    } catch let fault as DiskFault {
      throw TransparencyFault(fault)
    } catch {
      return (nil, true)
    }
  }

  /// Only tiles of the state that counts: others never came to be.
  private static func staged(in root: URL) throws(TransparencyFault) -> [TilePath: Data] {
    let disk = LocalLogDisk()
    guard let head = try disk.read(root.appending(path: "head")), let note = try? SignedNote(bytes: head), let state = try? Checkpoint(text: note.text),
      let bytes = try disk.read(root.appending(path: "staging/\(StagedTiles.name(of: state))"))
    else { return [:] }
    return try StagedTiles.read(bytes)
  }
}
