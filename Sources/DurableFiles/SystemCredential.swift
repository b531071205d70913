package import Foundation

/// A secret that systemd hands to the service (systemd.exec(5), "Credentials"): a file in a folder in memory, which only the service's user sees.
package enum SystemCredential {
  /// Why a name stands for no file.
  package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case badName(String)
    case noFolder

    package var description: String {
      switch self {
      case .badName(let name): "`\(name)` is no credential's name; letters, digits, `-`, `_` and `.` belong there."
      case .noFolder:
        "systemd handed no credentials to this process ($CREDENTIALS_DIRECTORY is not set). Name them in its unit with LoadCredentialEncrypted=, or name a file here."
      }
    }
  }

  /// What a value begins with that names a credential.
  package static let opening = "credential:"

  private static let variable = "CREDENTIALS_DIRECTORY"

  /// Where the credentials of this process are; `nil` where it has none.
  package static func folder(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL? {
    environment[variable].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0, isDirectory: true) : nil }
  }

  /// Whether a file lies where systemd puts the credentials of this process. Nothing can be written there.
  package static func isOne(_ file: URL) -> Bool {
    folder().map { file.standardizedFileURL.deletingLastPathComponent().path == $0.standardizedFileURL.path } ?? false
  }

  /// The file of a configured value such as `credential:server.key`.
  /// - Returns: `nil` for a value that names no credential.
  package static func file(_ value: String, in environment: [String: String] = ProcessInfo.processInfo.environment) throws(Fault) -> URL? {
    guard value.hasPrefix(opening) else { return nil }
    let name = String(value.dropFirst(opening.count))
    guard !name.isEmpty, name != ".", name != "..", name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }) else {
      throw .badName(name)
    }
    guard let folder = folder(environment) else { throw .noFolder }
    return folder.appending(path: name)
  }
}
