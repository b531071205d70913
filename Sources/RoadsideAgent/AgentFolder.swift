import Access
import Crypto
import DurableFiles
public import Foundation
import Glibc
import Yams

/// The one folder of an agent: what it was told, its keys, for its owner's eyes only, and its certificate.
public struct AgentFolder: Sendable {
  private static let longestBytes = 65_536

  public let url: URL

  public init(_ url: URL) { self.url = url }

  private var settingsFile: URL { url.appending(path: "agent.yaml") }
  private var keyFile: URL { url.appending(path: "device.key") }
  private var signingKeyFile: URL { url.appending(path: "signing.key") }
  private var certificateFile: URL { url.appending(path: "certificate.json") }

  public func settings() throws(AgentFault) -> AgentSettings {
    let settings: AgentSettings
    do {
      settings = try YAMLDecoder().decode(AgentSettings.self, from: String(contentsOf: settingsFile, encoding: .utf8))
    } catch {
      throw .folder("\(settingsFile.path) cannot be read; `gantry camera agent enrol` writes it with `server`, `pins`, `listen`, `allow` and `signs`")
    }
    try settings.check()
    return settings
  }

  public func certificate() throws(AgentFault) -> AgentCertificate {
    do {
      return try AgentCertificate.decoder.decode(AgentCertificate.self, from: Data(contentsOf: certificateFile))
    } catch {
      throw .folder("there is no certificate in \(url.path); enrol the agent with the code that `gantry camera enrol` prints at the server")
    }
  }

  func key() throws(AgentFault) -> DeviceKey {
    do {
      return try DeviceKey(pem: String(decoding: SecretFile(keyFile).read(atMost: Self.longestBytes), as: UTF8.self))
    } catch {
      throw .folder("\(keyFile.path) cannot be used: \(error)")
    }
  }

  func signingKey() throws(AgentFault) -> Curve25519.Signing.PrivateKey {
    do {
      let text = String(decoding: try SecretFile(signingKeyFile).read(atMost: Self.longestBytes), as: UTF8.self)
      return try Curve25519.Signing.PrivateKey(rawRepresentation: Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? Data())
    } catch {
      throw .folder("\(signingKeyFile.path) cannot be used: \(error)")
    }
  }

  // MARK: Writing

  /// Makes the folder (0700).
  func make() throws(AgentFault) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folder("\(url.path) cannot be made: \(error.localizedDescription)")
    }
  }

  func keep(_ settings: AgentSettings) throws(AgentFault) {
    try writing(settingsFile) {
      Data("# The agent of one camera. Documentation/camera-enrolment.md describes each key.\n".utf8) + Data(try YAMLEncoder().encode(settings).utf8)
    }
  }

  func keep(_ key: DeviceKey) throws(AgentFault) { try writing(keyFile) { Data(try key.pem.utf8) } }

  func keep(_ key: Curve25519.Signing.PrivateKey) throws(AgentFault) {
    try writing(signingKeyFile) { Data("\(key.rawRepresentation.base64EncodedString())\n".utf8) }
  }

  func keep(_ certificate: AgentCertificate) throws(AgentFault) {
    try writing(certificateFile) { try AgentCertificate.encoder.encode(certificate) }
  }

  /// Puts bytes in place of a file, all or none of them, for its owner alone (0600).
  private func writing(_ file: URL, _ bytes: () throws -> Data) throws(AgentFault) {
    let draft = url.appending(path: ".\(UUID().uuidString)")
    do {
      defer { unlink(draft.path) }
      try OpenFile(draft, O_WRONLY | O_CREAT | O_EXCL, for: "writing the agent's files").write(bytes())
      try OpenFile.move(draft, to: file, for: "naming the agent's files")
      try OpenFile.synchronise(folder: url)
    } catch {
      throw .folder("\(file.path) cannot be written; does the folder belong to this user, and is there room on the disk?")
    }
  }
}
