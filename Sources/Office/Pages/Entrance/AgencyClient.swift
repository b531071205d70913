import Access
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// An identity provider, asked over HTTP.
struct AgencyClient: AgencyProvider {
  /// Descriptions, keys and tokens have a few KiB.
  static let longestAnswer = 256 << 10
  /// For one answer as a whole: somebody waits before the page.
  static let patience = Duration.seconds(8)

  /// Follows no redirection: what the provider says stands where it says, or nowhere. One for the process, so that it is never torn down in use.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = .init(connect: .seconds(5), read: .seconds(5))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  func document(at address: URL) async throws(AgencyFault) -> Data {
    var request = HTTPClientRequest(url: address.absoluteString)
    request.headers.add(name: "accept", value: "application/json")
    let reply = try await send(request)
    guard reply.status == 200 else { throw .away("it answered with status \(reply.status)") }
    return reply.body
  }

  func post(_ form: String, authorization: String?, to address: URL) async throws(AgencyFault) -> (status: Int, body: Data) {
    var request = HTTPClientRequest(url: address.absoluteString)
    request.method = .POST
    request.headers.add(name: "accept", value: "application/json")
    request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
    if let authorization { request.headers.add(name: "authorization", value: authorization) }
    request.body = .bytes(ByteBuffer(string: form))
    return try await send(request)
  }

  private func send(_ request: HTTPClientRequest) async throws(AgencyFault) -> (status: Int, body: Data) {
    let answer = await withTaskGroup(of: Result<(Int, Data), any Error>?.self) { group -> Result<(Int, Data), any Error>? in
      group.addTask {
        do {
          let response = try await Self.client.execute(request, timeout: .seconds(Self.patience.components.seconds))
          return .success((Int(response.status.code), Data(try await response.body.collect(upTo: Self.longestAnswer).readableBytesView)))
        } catch {
          return .failure(error)
        }
      }
      // The client's own limit ends where the body begins; one that trickles in would be waited for.
      group.addTask {
        try? await Task.sleep(for: Self.patience)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    switch answer {
    case .success((let status, let body))?: return (status, body)
    case .failure(is NIOTooManyBytesError)?: throw .malformed("more than \(Self.longestAnswer >> 10) KiB")
    // The error's own text may hold the address with all that stands in it.
    case .failure(let error)?: throw .away("the connection failed (\(type(of: error)))")
    case nil: throw .away("it took longer than \(Self.patience.components.seconds) s")
    }
  }
}
