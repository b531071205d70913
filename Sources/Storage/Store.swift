import DurableFiles
public import Foundation
import GRDB
import Sealing
import Synchronization
import Traffic

/// Where everything rests: one folder with an SQLite database and encrypted objects.
///
/// Several processes may open the same folder (the command line beside the server). Nothing that names a vehicle or a person stands in it in
/// clear: bodies are encrypted, and found by keyed indexes. In clear are states, kinds, sites, cameras, times and counts.
public final class Store: Sendable {
  let pool: DatabasePool
  let keys: ServerKeys
  let cipher: RowCipher
  let objects: ObjectFolder
  let commits: GroupCommit
  /// Objects that are durable but named by no row yet. Added by ``putObject(_:)``, taken out when a settlement names them; guarded by its mutex.
  let unnamed = Mutex<Set<UUID>>([])
  /// Whether captures were settled since the database's log was emptied, and when that was; guarded by its mutex.
  let remnants = Mutex<(areThere: Bool, emptiedAt: Date)>((false, .distantPast))
  /// When cameras were heard last; of this process, guarded by its mutex.
  let pulses = Mutex<[CameraID: CameraPulse]>([:])
  /// Held by the server while it works on the folder, so that a second one does not sweep what the first is writing.
  let serving: FolderLock

  /// Opens a folder; makes what is missing in it.
  /// - Parameters:
  ///   - folder: Belongs to Gantry alone; its mode is set to 0700.
  ///   - keys: The keys under which its data is, or will be, encrypted.
  ///   - reserveBytes: What must stay free on the disk; less of it counts as full.
  public convenience init(folder: URL, keys: ServerKeys, reserveBytes: Int = 64 << 20) throws(StorageFault) {
    try self.init(folder: folder, keys: keys, reserveBytes: reserveBytes, disk: LocalDisk(), database: Configuration())
  }

  /// - Parameters:
  ///   - disk: Where objects are written.
  ///   - database: What tests add to the settings of a connection.
  init(folder: URL, keys: ServerKeys, reserveBytes: Int, disk: any Disk, database: Configuration) throws(StorageFault) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
      self.keys = keys
      cipher = RowCipher(keys: keys)
      objects = try ObjectFolder(root: folder.appending(path: "objects", directoryHint: .isDirectory), disk: disk, reserve: reserveBytes)
      serving = FolderLock(file: folder.appending(path: "serving.lock"))
      pool = try DatabasePool(path: folder.appending(path: "gantry.sqlite").path, configuration: Self.settings(database))
      // FULL: a transaction is on the disk before it is acknowledged. Only now, because opening a pool sets NORMAL.
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      commits = GroupCommit(pool: pool, objects: objects)
      try Migrations.run(on: pool)
      try checkKeyRing()
    } catch {
      throw StorageFault(cause: error)
    }
  }

  /// Changes whenever sites, cameras, hotlists, the registry or people were written, by this process or another.
  public var dataVersion: Int {
    get throws { try read { db in try Self.note(.revision, in: db) } }
  }

  private static func settings(_ database: Configuration) -> Configuration {
    var settings = database
    settings.busyMode = .timeout(10)
    settings.prepareDatabase { db in
      // A destroyed key does not linger in a free page.
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    return settings
  }
}
