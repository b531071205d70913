import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JWTKit
import NIOCore
import Synchronization
import Testing
import WebReception

@testable import Office

/// An identity provider on a port of this machine, with a key of its own. It signs everybody in who comes, and lies when it is told to.
final class TestAgency: Sendable {
  enum Lie: Sendable, CaseIterable {
    case issuer, audience, nonce, expired, oldSignIn, singleFactor, noSignature, hmacWithPublicKey, foreignKey, otherIssuerInAnswer
    case longToken, longKeys
  }

  struct State: Sendable {
    var issuer = ""
    var key = ES256PrivateKey()
    var keyName = "one"
    var lie: Lie?
    var subject = "7f3a"
    /// What each code was given out for.
    var codes: [String: (nonce: String, challenge: String)] = [:]
    var keysRead = 0
    var secrets: Set<String> = []
    /// How long it thinks about a token.
    var pause = Duration.zero
    /// Whether the body of a token comes byte by byte.
    var trickles = false
  }

  struct Claims: JWTPayload {
    var iss, sub, aud, nonce: String
    var exp, iat, auth_time: Int
    var amr: [String]

    func verify(using algorithm: some JWTAlgorithm) {}
  }

  let state = Mutex(State())
  private let now: @Sendable () -> Date

  init(now: @escaping @Sendable () -> Date) { self.now = now }

  func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

  /// Signs with a new key from now on, and publishes only that.
  func turnKey(named name: String) {
    set { state in
      state.key = ES256PrivateKey()
      state.keyName = name
    }
  }

  /// Runs a test while the provider is there.
  func open(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await Application(router: router()).test(.live) { client in
      let port = try #require(client.port)
      set { $0.issuer = "http://127.0.0.1:\(port)" }
      try await test(client)
    }
  }

  private func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/.well-known/openid-configuration") { [self] _, _ in
      let issuer = state.withLock { $0.issuer }
      return Self.json(
        "{\"issuer\":\"\(issuer)\",\"authorization_endpoint\":\"\(issuer)/authorize\",\"token_endpoint\":\"\(issuer)/token\","
          + "\"jwks_uri\":\"\(issuer)/keys\",\"authorization_response_iss_parameter_supported\":true}")
    }
    router.get("/keys") { [self] _, _ in
      let (key, name, lie) = state.withLock { state in
        state.keysRead += 1
        return (state.key, state.keyName, state.lie)
      }
      let point = try #require(key.publicKey.parameters)
      let padding = lie == .longKeys ? String(repeating: " ", count: 300_000) : ""
      return Self.json("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"\(name)\",\"x\":\"\(Self.url(point.x))\",\"y\":\"\(Self.url(point.y))\"}]\(padding)}")
    }
    router.get("/authorize") { [self] request, _ in try authorize(FormFields(urlEncoded: request.uri.query ?? "")) }
    router.post("/token") { [self] request, _ in
      let form = FormFields(urlEncoded: String(buffer: try await request.body.collect(upTo: 10_000)))
      return try await token(form, secret: request.headers[.authorization] ?? "")
    }
    return router
  }

  private func authorize(_ fields: FormFields) throws -> Response {
    let code = UUID().uuidString
    let (issuer, lie) = state.withLock { state in
      state.codes[code] = (fields["nonce"] ?? "", fields["code_challenge"] ?? "")
      return (state.issuer, state.lie)
    }
    let named = lie == .otherIssuerInAnswer ? "https://evil.example" : issuer
    var answer = FormFields()
    for (name, value) in [("code", code), ("state", fields["state"] ?? ""), ("iss", named)] { answer.set(name, to: value) }
    return .redirect(to: "\(fields["redirect_uri"] ?? "")?\(answer.urlEncoded)")
  }

  private func token(_ form: FormFields, secret: String) async throws -> Response {
    let (state, given) = self.state.withLock { state in
      state.secrets.insert(secret)
      // A code is good once.
      return (state, state.codes.removeValue(forKey: form["code"] ?? ""))
    }
    try await Task.sleep(for: state.pause)
    let challenge = Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))).base64EncodedString()
    guard let given, given.challenge == Self.url(challenge) else { return Self.json("{\"error\":\"invalid_grant\"}", .badRequest) }
    let seconds = Int(now().timeIntervalSince1970)
    let claims = Claims(
      iss: state.lie == .issuer ? "https://evil.example" : state.issuer, sub: state.subject, aud: state.lie == .audience ? "another" : "gantry",
      nonce: state.lie == .nonce ? "another" : given.nonce, exp: seconds + (state.lie == .expired ? -61 : 300), iat: seconds,
      auth_time: seconds - (state.lie == .oldSignIn ? 4000 : 5), amr: state.lie == .singleFactor ? ["pwd"] : ["pwd", "mfa"])
    let padding = state.lie == .longToken ? String(repeating: "x", count: 300_000) : ""
    let body = "{\"id_token\":\"\(try await signed(claims, state))\",\"padding\":\"\(padding)\"}"
    return state.trickles ? Self.trickling(body) : Self.json(body)
  }

  private func signed(_ claims: Claims, _ state: State) async throws -> String {
    let keys = JWTKeyCollection()
    let name = JWKIdentifier(string: state.keyName)
    switch state.lie {
    case .noSignature: await keys.addUnsecuredNone(kid: name)
    case .hmacWithPublicKey: await keys.add(hmac: HMACKey(from: state.key.publicKey.pemRepresentation), digestAlgorithm: .sha256, kid: name)
    case .foreignKey: await keys.add(ecdsa: ES256PrivateKey(), kid: name)
    default: await keys.add(ecdsa: state.key, kid: name)
    }
    return try await keys.sign(claims, kid: name)
  }

  private static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private static func trickling(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody { writer in
        for byte in text.utf8 {
          try await writer.write(ByteBuffer(bytes: [byte]))
          try await Task.sleep(for: .milliseconds(100))
        }
        try await writer.finish(nil)
      })
  }

  private static func url(_ base64: String) -> String { base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") }
}
