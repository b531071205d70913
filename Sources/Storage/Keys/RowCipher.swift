import Crypto
import Foundation

/// How the body of a row is encrypted: JSON under AES-256-GCM. Table and row ID are authenticated, so a body that was moved to another row
/// does not open; and each row has a key of its own, so the bound on random nonces under one key (2³²) is never near.
///
/// The key is derived from the server's, or is that of the case (``CaseKey``) that the row belongs to.
struct RowCipher: Sendable {
  let keys: ServerKeys

  func seal(_ value: some Encodable, _ table: Table, _ id: Data, under own: CaseKey? = nil) throws -> Data {
    try seal(bytes: JSONEncoder().encode(value), table, id, under: own)
  }

  func open<Value: Decodable>(_ type: Value.Type, _ body: Data, _ table: Table, _ id: Data, under own: CaseKey? = nil) throws -> Value {
    try JSONDecoder().decode(type, from: open(bytes: body, table, id, under: own))
  }

  func seal(bytes: Data, _ table: Table, _ id: Data, under own: CaseKey? = nil) throws -> Data {
    let context = context(table, id)
    if let own { return try Data([KeyMark.caseSuite]) + sealed(bytes, own.file, context) }
    let current = keys.ring.current
    return try KeyMark.mark(current.id) + sealed(bytes, key(context, of: current), context)
  }

  func open(bytes body: Data, _ table: Table, _ id: Data, under own: CaseKey? = nil) throws -> Data {
    let context = context(table, id)
    do {
      if body.first == KeyMark.caseSuite, let own { return try opened(body.dropFirst(), own.file, context) }
      guard let mark = KeyMark.ofBody(body), let server = try keys.key(mark.id) else { throw CryptoKitError.authenticationFailure }
      return try opened(body.dropFirst(mark.length), key(context, of: server), context)
    } catch let fault as StorageFault {
      throw fault
    } catch {
      throw StorageFault.damaged("A row of \(table.rawValue)")
    }
  }

  private func sealed(_ bytes: Data, _ key: SymmetricKey, _ context: Data) throws -> Data {
    let box = try AES.GCM.seal(bytes, using: key, authenticating: context)
    return box.nonce + box.ciphertext + box.tag
  }

  private func opened(_ sealed: Data, _ key: SymmetricKey, _ context: Data) throws -> Data {
    try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: context)
  }

  private func context(_ table: Table, _ id: Data) -> Data { Data("gantry/v1/\(table.rawValue)\u{0}".utf8) + id }

  private func key(_ context: Data, of server: ServerKey) -> SymmetricKey {
    SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: context, using: server.row))
  }
}
