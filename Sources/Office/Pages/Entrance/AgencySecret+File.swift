import Access
import Foundation

extension AgencySecret {
  /// The longest secret, in bytes.
  private static let longest = 1024

  /// Reads a secret: one line, for its owner's eyes only.
  init(file: URL) throws {
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    } catch {
      throw AgencySecretFault(file, "it cannot be read. sign_in.agency.client_secret names the file with the secret agreed with the provider.")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular, let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
      throw AgencySecretFault(file, "others can read it, or it is no file. `chmod 600` it, and ask the provider for a new secret.")
    }
    guard let bytes = try? Data(contentsOf: file), bytes.count <= Self.longest,
      let secret = AgencySecret(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines))
    else { throw AgencySecretFault(file, "it does not hold one line with the secret.") }
    self = secret
  }
}

/// Why the secret agreed with an identity provider cannot be used.
struct AgencySecretFault: Error, CustomStringConvertible {
  let description: String

  init(_ file: URL, _ why: String) { description = "\(file.path): \(why)" }
}
