import Crypto
import Foundation

/// The server's keys, all derived from the 32 bytes of one file. Without that file everything in the data folder is noise.
public struct ServerKeys: Sendable {
  /// Wraps the keys of objects.
  let wrap: SymmetricKey
  /// Bodies of rows are encrypted under keys derived from it.
  let row: SymmetricKey
  /// Makes the keyed indexes by which encrypted rows are found.
  private let index: SymmetricKey

  init(master: SymmetricKey) {
    func derived(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(inputKeyMaterial: master, info: Data("gantry/v1/\(purpose)".utf8), outputByteCount: 32)
    }
    wrap = derived("object-wrap")
    row = derived("row")
    index = derived("index")
  }

  /// A keyed index, HMAC-SHA256: the same text gives the same 32 bytes, and nobody without the key can try texts out.
  /// - Parameter field: Keeps the indexes of different columns apart.
  func index(_ field: IndexedField, _ text: String) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data("\(field.rawValue)\u{0}\(text)".utf8), using: index))
  }

  /// What is found by a keyed index.
  enum IndexedField: String {
    case casePlate = "case-plate", registryPlate = "registry-plate", vendorKey = "vendor-key", check
  }
}
