import Crypto
import Foundation

/// One of the server's keys: 32 bytes of the key file, and what is derived from them for each purpose (HKDF-SHA256).
struct ServerKey: Sendable {
  /// Stands with everything that is sealed under it. Counts up from 1.
  let id: UInt32
  /// Bodies of rows are encrypted under keys derived from it.
  let row: SymmetricKey
  private let objects: SymmetricKey
  private let caseOffice: SymmetricKey
  private let index: SymmetricKey

  init(id: UInt32, master: SymmetricKey) {
    func derived(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(inputKeyMaterial: master, info: Data("gantry/v1/\(purpose)".utf8), outputByteCount: 32)
    }
    self.id = id
    row = derived("row")
    objects = derived("object-wrap")
    caseOffice = derived("case-office")
    index = derived("index")
  }

  /// Whose keys it wraps.
  enum Wrapped: String {
    /// Those of bodies that no case owns yet.
    case object
    /// Those of cases and hits.
    case `case`
  }

  /// What wraps other keys (RFC 3394).
  func wrapping(_ wrapped: Wrapped) -> SymmetricKey {
    switch wrapped {
    case .object: objects
    case .case: caseOffice
    }
  }

  /// A keyed index, HMAC-SHA256: the same text gives the same 32 bytes, and nobody without the key can try texts out.
  /// - Parameter field: Keeps the indexes of different columns apart.
  func index(_ field: IndexedField, _ text: String) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data("\(field.rawValue)\u{0}\(text)".utf8), using: index))
  }

  /// What is found by a keyed index.
  enum IndexedField: String {
    case casePlate = "case-plate", registryPlate = "registry-plate", vendorKey = "vendor-key", agencySubject = "agency-subject", check
  }
}
