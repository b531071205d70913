import Crypto
import Foundation

/// How the body of a row is encrypted: JSON under AES-256-GCM. Table and row ID are authenticated, so a body that was moved to another row
/// does not open; and each row has a key of its own, so the bound on random nonces under one key (2³²) is never near.
struct RowCipher: Sendable {
  let keys: ServerKeys
  private static let suite: UInt8 = 1

  func seal(_ value: some Encodable, _ table: Table, _ id: Data) throws -> Data {
    try seal(bytes: JSONEncoder().encode(value), table, id)
  }

  func open<Value: Decodable>(_ type: Value.Type, _ body: Data, _ table: Table, _ id: Data) throws -> Value {
    try JSONDecoder().decode(type, from: open(bytes: body, table, id))
  }

  func seal(bytes: Data, _ table: Table, _ id: Data) throws -> Data {
    let context = context(table, id)
    let box = try AES.GCM.seal(bytes, using: key(context), authenticating: context)
    return Data([Self.suite]) + box.nonce + box.ciphertext + box.tag
  }

  func open(bytes body: Data, _ table: Table, _ id: Data) throws -> Data {
    let context = context(table, id)
    do {
      guard body.first == Self.suite else { throw CryptoKitError.authenticationFailure }
      return try AES.GCM.open(AES.GCM.SealedBox(combined: body.dropFirst()), using: key(context), authenticating: context)
    } catch {
      throw StorageFault.damaged("A row of \(table.rawValue)")
    }
  }

  private func context(_ table: Table, _ id: Data) -> Data { Data("gantry/v1/\(table.rawValue)\u{0}".utf8) + id }

  private func key(_ context: Data) -> SymmetricKey {
    SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: context, using: keys.row))
  }
}
