import DurableFiles
import Foundation
import GRDB
import Synchronization

extension Store {
  /// Takes the folder for this server, and removes what a crash left behind: half-written files, and objects that no row names. An object of
  /// the inbox, of a case, a hit or an unparsed body is never touched. To be called once, before captures are accepted.
  /// - Returns: How many files were removed.
  /// - Throws: ``StorageFault/inUse(_:)`` where another server works on the folder.
  @discardableResult
  public func sweepOrphanObjects() throws -> Int {
    do {
      try serving.take()
      let (files, unfinished) = try objects.contents()
      for file in unfinished { try FileManager.default.removeItem(at: file) }
      let orphans = try unnamedByAnyRow(files)
      objects.remove(orphans)
      return unfinished.count + orphans.count
    } catch {
      throw StorageFault(cause: error)
    }
  }

  private func unnamedByAnyRow(_ files: Set<UUID>) throws -> [UUID] {
    let underWay = unnamed.withLock { $0 }
    return try read { db in
      let statement = try db.cachedStatement(sql: "SELECT 1 FROM objects WHERE id = ? AND inline IS NULL")
      return try files.subtracting(underWay).filter { try Bool.fetchOne(statement, arguments: [$0.bytes]) == nil }
    }
  }
}
