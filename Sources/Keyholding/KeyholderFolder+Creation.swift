import Crypto
import DurableFiles
import Foundation
import Glibc
import Sealing

extension KeyholderFolder {
  /// Makes a keyholder's folder (0700) with a new identity and no day keys. The identity's file comes last: without it there is no keyholder,
  /// and what an interrupted making left is made anew.
  /// - Throws: ``KeyholdingFault/folder(_:)`` where there is a keyholder already.
  static func create(
    _ folder: URL, keyFolder: URL, holder: HolderID, passphrase: String, scryptRounds: Int, disk: any KeyholderDisk
  ) throws(KeyholdingFault) {
    try makePrivate(folder)
    try makePrivate(keyFolder)
    let lock = try locked(folder)
    defer { withExtendedLifetime(lock) {} }
    let file = folder.appending(path: "identity")
    guard try disk.read(file) == nil else { throw .folder("there is a keyholder in it already, whose keys would be lost.") }
    for folder in [folder, keyFolder] {
      for name in try disk.names(in: folder) where name.hasPrefix("vault") || name.hasSuffix(".new") { try disk.remove(folder.appending(path: name)) }
    }
    let identity = Curve25519.Signing.PrivateKey()
    let sealed = try SealedIdentity(identity, holder: holder, passphrase: passphrase, rounds: scryptRounds)
    var vault = DayKeyVault(folder: folder, keyFolder: keyFolder, wrappingKey: try sealed.open(passphrase).vaultKey, disk: disk)
    try vault.replace([:])
    let draft = file.appendingPathExtension("new")
    try disk.create(draft, sealed.bytes)
    try disk.move(draft, to: file)
    try disk.synchronise(folder)
  }

  /// - Throws: ``KeyholdingFault/folder(_:)`` where anybody but its owner may look into a folder.
  static func refuseOthers(_ folder: URL) throws(KeyholdingFault) {
    var state = stat()
    guard stat(folder.path, &state) == 0, state.st_mode & S_IFMT == S_IFDIR else { throw .folder("it is not there.") }
    guard state.st_mode & 0o077 == 0 else {
      throw .folder("others may look into it (mode \(String(state.st_mode & 0o777, radix: 8))). `chmod 700` it, and think of a new keyholder.")
    }
  }

  /// - Throws: ``KeyholdingFault/inUse`` where another process, or another opening of this one, works on the folder.
  static func locked(_ folder: URL) throws(KeyholdingFault) -> FolderLock {
    let lock = FolderLock(file: folder.appending(path: "lock"))
    do {
      try lock.take()
    } catch let fault as DiskFault {
      throw KeyholdingFault(fault)
    } catch {
      throw .inUse
    }
    return lock
  }

  private static func makePrivate(_ folder: URL) throws(KeyholdingFault) {
    guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else { throw .disk("making a folder", errno: errno) }
    try refuseOthers(folder)
  }
}
