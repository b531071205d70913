import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import KeyholderOffice

/// A browser that keeps its cookie, or a program that has none.
struct Caller: Sendable {
  let client: any TestClientProtocol
  var cookie: String?

  init(_ client: any TestClientProtocol) { self.client = client }

  /// Signed in as the judge.
  static func judge(_ client: any TestClientProtocol) async throws -> Caller {
    var caller = Caller(client)
    let answer = try await caller.post("/sign-in", ["person": "judge-karimova", "passphrase": Court.passphrase])
    #expect(answer.status == .seeOther)
    caller.cookie = try #require(answer.headers[.setCookie]?.split(separator: ";").first.map(String.init))
    return caller
  }

  func get(_ path: String) async throws -> TestResponse {
    try await client.execute(uri: path, method: .get, headers: headers([:])) { $0 }
  }

  /// Sends a form as a browser does.
  func post(
    _ path: String, _ fields: KeyValuePairs<String, String> = [:], _ other: HTTPFields = [:], isForeign: Bool = false
  ) async throws -> TestResponse {
    let body = fields.map { "\($0.key)=\(Self.encode($0.value))" }.joined(separator: "&")
    var all = headers(other)
    all[.contentType] = "application/x-www-form-urlencoded"
    if !isForeign { all[HTTPField.Name("Sec-Fetch-Site")!] = "same-origin" }
    return try await client.execute(uri: path, method: .post, headers: all, body: ByteBuffer(string: body)) { $0 }
  }

  /// Sends bytes as a program does.
  func send(_ path: String, _ bytes: Data, _ other: HTTPFields = [:]) async throws -> TestResponse {
    try await client.execute(uri: path, method: .post, headers: other, body: ByteBuffer(bytes: bytes)) { $0 }
  }

  private func headers(_ other: HTTPFields) -> HTTPFields {
    var headers = other
    if let cookie { headers[.cookie] = cookie }
    return headers
  }

  private static func encode(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}

extension TestResponse {
  var text: String { String(buffer: body) }
  var bytes: Data { Data(body.readableBytesView) }

  func json<Value: Decodable>(_ type: Value.Type) throws -> Value { try JSONDecoder().decode(type, from: bytes) }
}

/// What a refused program reads.
struct ReadFault: Decodable {
  let code: String
  let message: String
}
