import Access
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// How an agent comes by its certificate.
public struct AgentEnrolment: Sendable {
  private let folder: AgentFolder

  public init(_ folder: AgentFolder) { self.folder = folder }

  private struct Asked: Encodable {
    var code: String
    var csr: String
    var signingKey: String?
  }

  private struct Refused: Decodable {
    struct Cause: Decodable { var message: String }
    var error: Cause
  }

  /// Draws the agent's keys, has them certified with a code, and writes the folder. Where the server says no, nothing in the folder is changed.
  /// - Returns: What the server gave.
  /// - Throws: ``AgentFault``.
  @discardableResult
  public func enrol(code: String, settings: AgentSettings) async throws -> AgentCertificate {
    try settings.check()
    try folder.make()
    let key = DeviceKey()
    let signingKey = settings.signs ? Curve25519.Signing.PrivateKey() : nil
    let asked = Asked(code: code, csr: try key.signingRequest, signingKey: signingKey?.publicKey.rawRepresentation.base64EncodedString())
    let line = try ServerLine(to: settings, showing: nil)
    defer { line.close() }
    let answer = try await line.send(
      .POST, "/v1/enrol", ["content-type": "application/json"], body: ByteBuffer(bytes: try JSONEncoder().encode(asked)))
    let certificate = try Self.certificate(in: answer)
    try folder.keep(settings)
    try folder.keep(key)
    if let signingKey { try folder.keep(signingKey) }
    try folder.keep(certificate)
    return certificate
  }

  /// Asks for the next certificate, for the same key, over the agent's own line.
  func renew(over line: ServerLine) async throws -> AgentCertificate {
    let certificate = try Self.certificate(in: try await line.send(.POST, "/v1/renew"))
    try folder.keep(certificate)
    return certificate
  }

  private static func certificate(in answer: LineAnswer) throws -> AgentCertificate {
    let body = Data(answer.body.readableBytesView)
    guard answer.status == 200 else {
      let message = (try? JSONDecoder().decode(Refused.self, from: body))?.error.message ?? "it did not say why"
      throw AgentFault.refused(status: answer.status, message: message)
    }
    guard let certificate = try? AgentCertificate.decoder.decode(AgentCertificate.self, from: body) else {
      throw AgentFault.unreachable("it answered something that is no certificate.")
    }
    return certificate
  }
}
