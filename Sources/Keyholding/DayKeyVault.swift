import Crypto
import Foundation
import Sealing

/// The day keys of a keyholder: one small file under a key-encryption key of its own, and every writing of the file has a new one.
///
/// What destroys a day is that the key of the file it stood in is overwritten: old copies of the file, in a backup or on worn blocks of an
/// SSD, are noise from then on. So the key's own file must not be backed up; it may lie in another folder, on a device of its own.
///
/// File `vault`: `u64 generation || AES-256-GCM of (day[10] || seed[32])…`. File `vault-key.<generation>`: AES-256-GCM of the key under one
/// that the passphrase gives.
struct DayKeyVault {
  private static let seedBytes = 32
  private static let entryBytes = 10 + seedBytes
  private static let keyPrefix = "vault-key."

  private let file: URL
  private let draft: URL
  private let keyFolder: URL
  private let wrappingKey: SymmetricKey
  private let disk: any KeyholderDisk
  private var generation: UInt64 = 0
  private(set) var seeds: [UTCDay: SymmetricKey] = [:]

  init(folder: URL, keyFolder: URL, wrappingKey: SymmetricKey, disk: any KeyholderDisk) {
    file = folder.appending(path: "vault")
    draft = folder.appending(path: "vault.new")
    self.keyFolder = keyFolder
    self.wrappingKey = wrappingKey
    self.disk = disk
  }

  /// Reads the file as the last whole writing left it, and destroys what an interrupted one left beside it.
  /// - Throws: ``KeyholdingFault/damaged(_:)`` where the file or its key is missing or altered.
  mutating func load() throws(KeyholdingFault) {
    guard let bytes = try disk.read(file), bytes.count > 8 else { throw .damaged("The day keys' file is missing or empty.") }
    generation = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    guard let wrapped = try disk.read(keyFile(generation)) else {
      throw .damaged("The key of the day keys' file is missing: this file is older than the last change, or its key was destroyed.")
    }
    guard let key = open(wrapped, with: wrappingKey, header: bytes.prefix(8)),
      let entries = open(bytes.dropFirst(8), with: .init(data: key), header: bytes.prefix(8)),
      let seeds = Self.seeds(in: entries)
    else { throw .damaged("The day keys' file or its key was altered.") }
    self.seeds = seeds
    try sweep()
  }

  /// Writes other seeds under a new key, and destroys the old key. Whatever fails on the way, ``load()`` finds the old seeds or the new ones.
  mutating func replace(_ seeds: [UTCDay: SymmetricKey]) throws(KeyholdingFault) {
    let (old, new) = (generation, generation + 1)
    var header = Data()
    header.append(new)
    let key = SymmetricKey(size: .bits256)
    guard let wrapped = key.withUnsafeBytes({ try? AES.GCM.seal($0, using: wrappingKey, authenticating: header).combined }),
      let sealed = try? AES.GCM.seal(Self.entries(seeds), using: key, authenticating: header).combined
    else { throw .unusable("The day keys could not be sealed.") }
    try disk.create(keyFile(new), wrapped)
    try disk.synchronise(keyFolder)
    try disk.create(draft, header + sealed)
    try disk.move(draft, to: file)
    try disk.synchronise(file.deletingLastPathComponent())
    try destroyKey(old)
    try disk.synchronise(keyFolder)
    generation = new
    self.seeds = seeds
  }

  /// Destroys keys of other generations than the file's, and a file that never got its name.
  private func sweep() throws(KeyholdingFault) {
    try disk.remove(draft)
    for name in try disk.names(in: keyFolder) where name.hasPrefix(Self.keyPrefix) {
      guard let other = UInt64(name.dropFirst(Self.keyPrefix.count)), other != generation else { continue }
      try destroyKey(other)
    }
    try disk.synchronise(keyFolder)
  }

  private func destroyKey(_ generation: UInt64) throws(KeyholdingFault) {
    let file = keyFile(generation)
    guard try disk.read(file) != nil else { return }
    try disk.overwrite(file)
    try disk.remove(file)
  }

  private func keyFile(_ generation: UInt64) -> URL { keyFolder.appending(path: "\(Self.keyPrefix)\(generation)") }

  private func open(_ sealed: Data, with key: SymmetricKey, header: Data) -> Data? {
    guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
    return try? AES.GCM.open(box, using: key, authenticating: header)
  }

  private static func entries(_ seeds: [UTCDay: SymmetricKey]) -> Data {
    var entries = Data(capacity: seeds.count * entryBytes)
    for (day, seed) in seeds.sorted(by: { $0.key < $1.key }) {
      entries.append(text: day.description)
      seed.withUnsafeBytes { entries.append(contentsOf: $0) }
    }
    return entries
  }

  private static func seeds(in entries: Data) -> [UTCDay: SymmetricKey]? {
    var (entries, seeds) = (entries, [UTCDay: SymmetricKey]())
    defer { entries.resetBytes(in: entries.startIndex..<entries.endIndex) }
    guard entries.count % entryBytes == 0 else { return nil }
    for start in stride(from: 0, to: entries.count, by: entryBytes) {
      let entry = entries.dropFirst(start).prefix(entryBytes)
      guard let day = UTCDay(String(decoding: entry.prefix(10), as: UTF8.self)) else { return nil }
      seeds[day] = SymmetricKey(data: entry.dropFirst(10))
    }
    return seeds
  }
}
