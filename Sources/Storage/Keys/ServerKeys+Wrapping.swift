import Crypto
import Foundation

extension ServerKeys {
  /// Wraps a key under the current one (AES key wrap, RFC 3394), and marks it with which that is.
  func wrap(_ key: SymmetricKey, _ kind: ServerKey.Wrapped) throws -> Data {
    let current = ring.current
    return try KeyMark.mark(current.id) + AES.KeyWrap.wrap(key, using: current.wrapping(kind))
  }

  /// - Throws: ``StorageFault/damaged(_:)`` where it was not wrapped under a key of the file.
  func unwrap(_ wrapped: Data, _ kind: ServerKey.Wrapped) throws -> SymmetricKey {
    guard let mark = KeyMark.ofWrapped(wrapped), let key = try key(mark.id),
      let unwrapped = try? AES.KeyWrap.unwrap(Data(wrapped.dropFirst(mark.length)), using: key.wrapping(kind))
    else { throw StorageFault.damaged("The key of \(kind == .object ? "an object" : "a case")") }
    return unwrapped
  }
}
