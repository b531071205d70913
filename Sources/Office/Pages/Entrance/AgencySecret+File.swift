import Access
import DurableFiles
import Foundation

extension AgencySecret {
  /// The longest secret, in bytes.
  private static let longest = 1024

  /// Reads a secret: one line, for its owner's eyes only.
  init(file: URL) throws(AgencySecretFault) {
    let bytes: Data
    do {
      bytes = try SecretFile(file).read(atMost: Self.longest)
    } catch {
      throw AgencySecretFault(file, "\(error)")
    }
    guard let text = String(data: bytes, encoding: .utf8), let secret = AgencySecret(text.trimmingCharacters(in: .newlines)) else {
      throw AgencySecretFault(file, "It does not hold one line with the secret.")
    }
    self = secret
  }
}

/// Why the secret agreed with an identity provider cannot be used.
struct AgencySecretFault: Error, CustomStringConvertible {
  let description: String

  init(_ file: URL, _ why: String) { description = "\(file.path), which sign_in.agency.client_secret names: \(why)" }
}
