import Foundation

/// The files of objects. A file gets its name only when its bytes are durable; what a crash leaves behind is in `incoming` or named by no row.
struct ObjectFolder: Sendable {
  /// An object whose bytes are durable, but which has no name yet.
  struct Staged: Sendable, Hashable {
    var id: UUID
    var file: URL
  }

  let root: URL
  private let incoming: URL
  private let disk: any Disk
  /// What must stay free on the disk, in bytes, so that the database can always finish what it began.
  private let reserve: Int

  init(root: URL, disk: any Disk, reserve: Int) throws {
    self.root = root
    self.disk = disk
    self.reserve = reserve
    incoming = root.appending(path: "incoming", directoryHint: .isDirectory)
    for folder in [incoming] + Self.drawers.map({ root.appending(path: $0, directoryHint: .isDirectory) }) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    try disk.synchronise(folder: root)
  }

  /// Throws ``StorageFault/full(_:)`` where writing would eat into the reserve.
  func makeSureOfRoom(for byteCount: Int) throws {
    guard try disk.freeBytes(at: root) - byteCount >= reserve else {
      throw StorageFault.full("less than \(reserve / 1_048_576) MiB would stay free.")
    }
  }

  /// Writes an object's bytes; half a file is taken back.
  func stage(_ sealed: Data, id: UUID) throws -> Staged {
    try makeSureOfRoom(for: sealed.count)
    let staged = Staged(id: id, file: incoming.appending(path: name(of: id)))
    do {
      try disk.write(sealed, to: staged.file)
    } catch {
      try? disk.remove(staged.file)
      throw error
    }
    return staged
  }

  /// Gives staged objects their names; durable on return. Each folder is secured once, however many objects there are.
  func publish(_ staged: [Staged]) throws {
    var drawers: Set<URL> = []
    for object in staged {
      try disk.move(object.file, to: file(of: object.id))
      drawers.insert(drawer(of: object.id))
    }
    for drawer in drawers { try disk.synchronise(folder: drawer) }
  }

  /// Takes objects back that nobody will name, published or not. What cannot be removed now is swept at the next start.
  func discard(_ staged: [Staged]) {
    for object in staged {
      try? disk.remove(object.file)
      try? disk.remove(file(of: object.id))
    }
  }

  func read(_ id: UUID, range: Range<Int>) throws -> Data { try disk.read(file(of: id), range: range) }

  /// Removes files whose keys are gone already; one that cannot be removed now is noise, and is swept at the next start.
  func remove(_ ids: [UUID]) {
    for id in ids { try? disk.remove(file(of: id)) }
  }

  /// The IDs of all files, and the files that never got a name.
  func contents() throws -> (objects: Set<UUID>, unfinished: [URL]) {
    let files = FileManager.default
    let unfinished = try files.contentsOfDirectory(at: incoming, includingPropertiesForKeys: nil)
    let names = try Self.drawers.flatMap { try files.contentsOfDirectory(atPath: root.appending(path: $0).path) }
    return (Set(names.compactMap { UUID(uuidString: $0) }), unfinished)
  }

  private static let drawers = (0..<16).map { String($0, radix: 16) }

  private func name(of id: UUID) -> String { id.uuidString.lowercased() }
  private func drawer(of id: UUID) -> URL { root.appending(path: String(name(of: id).prefix(1)), directoryHint: .isDirectory) }
  private func file(of id: UUID) -> URL { drawer(of: id).appending(path: name(of: id)) }
}
