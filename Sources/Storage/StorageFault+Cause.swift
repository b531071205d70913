import DurableFiles
import Foundation
import GRDB
import Glibc

extension StorageFault {
  /// What an error from below means for the caller. The text of a statement or its arguments is never passed on.
  init(cause: any Error) {
    switch cause {
    case let fault as StorageFault: self = fault
    case let fault as DatabaseError: self = Self.of(fault)
    case let fault as DiskFault: self = Self.of(fault)
    case let held as FolderLock.Held: self = .inUse(held.folder.path)
    default: self = .failed("\(type(of: cause)).")
    }
  }

  private static func of(_ fault: DatabaseError) -> StorageFault {
    switch fault.resultCode {
    case .SQLITE_FULL: .full("the database cannot grow.")
    case .SQLITE_BUSY, .SQLITE_LOCKED: .failed("another process has kept the database busy for too long. Is an import running?")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged("The database")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: .failed("the database cannot be opened for writing. Does the folder belong to this user?")
    default: .failed("SQLite reports \(fault.extendedResultCode.rawValue).")
    }
  }

  private static func of(_ fault: DiskFault) -> StorageFault {
    switch fault.code {
    case ENOSPC, EDQUOT, EFBIG: .full("\(fault.operation) stopped half way and was taken back.")
    case ENOENT: .notFound("A file that \(fault.operation) needs")
    default: .failed("\(fault.operation): \(String(cString: strerror(fault.code))).")
    }
  }
}
