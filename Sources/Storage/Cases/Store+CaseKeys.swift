import Crypto
import Foundation
import GRDB

extension Store {
  /// The keys of a case or a hit, by its ID; `nil` where it was written before cases had keys of their own.
  func caseKey(of owner: UUID, in db: Database) throws -> CaseKey? {
    guard let file = try key(.file, of: owner, in: db) else { return nil }
    return CaseKey(file: file, evidence: try key(.evidence, of: owner, in: db))
  }

  /// The key to read a case, a hit or a notice with; its evidence is left alone.
  func fileKey(of owner: Data, in db: Database) throws -> CaseKey? {
    try UUID(bytes: owner).flatMap { try key(.file, of: $0, in: db) }.map { CaseKey(file: $0) }
  }

  /// The keys to write a case or a hit under. They are wrapped anew where that was done under an older key of the server, so that whatever is
  /// indexed with the row is under the key that its own keys are wrapped with. One that has none is given some, and its evidence with it.
  func writingKey(of owner: UUID, in db: Database) throws -> CaseKey {
    guard let key = try caseKey(of: owner, in: db) else { return try makeCaseKey(for: owner, in: db) }
    if try !isWrappedAnew(owner, in: db) { try keep(key, of: owner, in: db) }
    return key
  }

  /// Whether the keys of a case or a hit are wrapped under the server's current key.
  func isWrappedAnew(_ owner: UUID, in db: Database) throws -> Bool {
    try wrappedKey(.file, of: owner, in: db).flatMap(KeyMark.ofWrapped)?.id == keys.ring.current.id
  }

  /// Destroys what opens a case or a hit: what is written about it, and its evidence.
  static func destroyCaseKey(of owner: UUID, in db: Database) throws {
    for slot in [KeySlot.evidence, .file] { try destroyKey(slot, of: owner, in: db) }
  }

  private func makeCaseKey(for owner: UUID, in db: Database) throws -> CaseKey {
    let key = CaseKey(file: SymmetricKey(size: .bits256), evidence: SymmetricKey(size: .bits256))
    try putNew(key.file, .file, of: owner, in: db)
    if let evidence = key.evidence { try putNew(evidence, .evidence, of: owner, in: db) }
    let owned = try Data.fetchAll(db, sql: "SELECT object FROM object_owners WHERE owner = ?", arguments: [owner.bytes]).compactMap(UUID.init(bytes:))
    for object in owned { try own(object, by: owner, under: key, in: db) }
    try Self.leaveToOwners(owned, in: db)
    return key
  }

  private func keep(_ key: CaseKey, of owner: UUID, in db: Database) throws {
    try put(key.file, .file, of: owner, in: db)
    if let evidence = key.evidence { try put(evidence, .evidence, of: owner, in: db) }
  }
}
