import Crypto
import DurableFiles
import Foundation
import Sealing

/// A keyholder's folder on the disk, open in one process: its identity, day keys, ledger and counter-log. Each change is whole or has not
/// happened, whenever the machine fails; after a failure the folder has to be opened again.
struct KeyholderFolder: ~Copyable {
  let holder: HolderID
  let identity: Curve25519.Signing.PrivateKey
  private let folder: URL
  private let disk: any KeyholderDisk
  private let lock: FolderLock
  private var vault: DayKeyVault
  private(set) var log: CounterLog
  private(set) var ledger: Ledger
  private(set) var holds: [DayHold]
  let shelf: SealedShelf
  /// For trying a passphrase once the folder is open.
  let sealedIdentity: SealedIdentity
  private var isBroken = false

  /// Opens a folder; one process at a time.
  /// - Parameter keyFolder: where the key of the day keys' file lies; best on a device that no backup reaches.
  init(_ folder: URL, keyFolder: URL, passphrase: String, disk: any KeyholderDisk) throws(KeyholdingFault) {
    try Self.refuseOthers(folder)
    try Self.refuseOthers(keyFolder)
    guard let bytes = try disk.read(folder.appending(path: "identity")) else { throw .folder("no keyholder was made in it. `init` makes one.") }
    let lock = try Self.locked(folder)
    let sealed = try SealedIdentity(bytes: bytes)
    let keys = try sealed.open(passphrase)
    var vault = DayKeyVault(folder: folder, keyFolder: keyFolder, wrappingKey: keys.vaultKey, disk: disk)
    try vault.load()
    let ledgerFile = folder.appending(path: "ledger")
    try disk.remove(ledgerFile.appendingPathExtension("new"))
    let ledger = try disk.read(ledgerFile).map { bytes throws(KeyholdingFault) in try Ledger(bytes: bytes) } ?? Ledger()
    let holdsFile = folder.appending(path: "holds")
    try disk.remove(holdsFile.appendingPathExtension("new"))
    let holds = try disk.read(holdsFile).map { bytes throws(KeyholdingFault) in try DayHold.read(bytes) } ?? []
    let shelf = SealedShelf(in: folder, key: keys.shelfKey, disk: disk)
    try shelf.sweep()
    let log = try CounterLog(folder.appending(path: "counter-log"), disk: disk)
    guard log.entries.count(where: { $0.kind == .tokensIssued }) <= ledger.answered else {
      throw .damaged("The ledger is older than the counter-log: warrants that were answered could be presented again.")
    }
    holder = sealed.holder
    identity = keys.identity
    self.holds = holds
    self.shelf = shelf
    sealedIdentity = sealed
    self.vault = vault
    self.folder = folder
    self.disk = disk
    self.ledger = ledger
    self.log = log
    self.lock = lock
  }

  /// The days there are keys of, in order.
  var days: [UTCDay] { vault.seeds.keys.sorted() }

  /// The key pair of a day; `nil` where it was destroyed or never made.
  func dayKey(_ day: UTCDay) throws(KeyholdingFault) -> DayKeyPair? {
    guard let seed = vault.seeds[day] else { return nil }
    do {
      return try DayKeyPair(seed: seed, holder: holder, day: day, signedWith: identity)
    } catch {
      throw .sealing(error)
    }
  }

  /// Adds and removes days' seeds in one writing, under a new key.
  mutating func replaceSeeds(adding new: [UTCDay: SymmetricKey] = [:], removing old: Set<UTCDay> = []) throws(KeyholdingFault) {
    var vault = vault
    var seeds = vault.seeds.filter { !old.contains($0.key) }
    seeds.merge(new) { mine, _ in mine }
    try change { () throws(KeyholdingFault) in try vault.replace(seeds) }
    self.vault = vault
  }

  mutating func write(_ ledger: Ledger) throws(KeyholdingFault) {
    try replace("ledger", ledger.bytes)
    self.ledger = ledger
  }

  mutating func write(_ holds: [DayHold]) throws(KeyholdingFault) {
    try replace("holds", DayHold.bytes(holds))
    self.holds = holds
  }

  func isHeld(_ day: UTCDay) -> Bool { holds.contains { $0.day == day } }

  mutating func shelve(_ name: String, _ content: Data) throws(KeyholdingFault) {
    let shelf = shelf
    try change { () throws(KeyholdingFault) in try shelf.write(name, content) }
  }

  mutating func unshelve(_ name: String) throws(KeyholdingFault) {
    let shelf = shelf
    try change { () throws(KeyholdingFault) in try shelf.remove(name) }
  }

  mutating func note(_ kind: CounterLogEntry.Kind, _ details: [String: String], at time: Date) throws(KeyholdingFault) {
    var log = log
    try change { () throws(KeyholdingFault) in try log.append(kind, details, at: time) }
    self.log = log
  }

  private mutating func replace(_ name: String, _ bytes: Data) throws(KeyholdingFault) {
    let (disk, file, folder) = (disk, folder.appending(path: name), folder)
    let draft = file.appendingPathExtension("new")
    try change { () throws(KeyholdingFault) in
      try disk.create(draft, bytes)
      try disk.move(draft, to: file)
      try disk.synchronise(folder)
    }
  }

  /// After a failure nobody knows which step of it reached the disk, so nothing more is written until it was read again.
  private mutating func change(_ body: () throws(KeyholdingFault) -> Void) throws(KeyholdingFault) {
    guard !isBroken else { throw .openAgain }
    do {
      try body()
    } catch {
      isBroken = true
      throw error
    }
  }
}
