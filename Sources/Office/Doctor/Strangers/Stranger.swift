import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOSSL

/// Knocks at the listeners of an installation over the network, as a program without credentials would.
struct Stranger: Knocking {
  private static let patience = TimeAmount.seconds(5)

  let client: HTTPClient
  /// Where the listeners are: `http://127.0.0.1:8080`.
  let addresses: [ListenerName: String]

  /// A client that follows nobody and trusts everybody: what a listener shows is looked at, not who it says it is.
  /// - Parameter newest: the newest version of TLS that it speaks.
  static func makeClient(atMost newest: TLSVersion? = nil) -> HTTPClient {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.certificateVerification = .none
    tls.maximumTLSVersion = newest
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
    configuration.timeout.connect = patience
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  func knock(at listener: ListenerName, _ method: HTTPRequest.Method, _ path: String) async -> KnockAnswer? {
    guard let address = addresses[listener] else { return nil }
    var request = HTTPClientRequest(url: address + path)
    request.method = HTTPMethod(rawValue: method.rawValue)
    request.headers.add(name: "user-agent", value: "gantry-doctor")
    // What a page of the office's own would say: a form is not refused for where it comes from.
    request.headers.add(name: "sec-fetch-site", value: "same-origin")
    if method == .post {
      request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer())
    }
    // The body is left where it is: a stream of events would not end.
    guard let answer = try? await client.execute(request, timeout: Self.patience) else { return nil }
    let headers = Dictionary(answer.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
    return KnockAnswer(status: Int(answer.status.code), headers: headers)
  }
}
