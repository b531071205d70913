import AsyncHTTPClient
public import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
public import TransparencyLog

/// A witness that is asked over HTTP (C2SP `tlog-witness`). Never follows it elsewhere, and never waits for it longer than it is told.
public struct HTTPWitnessLine: WitnessWay {
  /// Room for more signatures than a note may have.
  private static let longestAnswer = 64 << 10
  /// One for all witnesses of this process, as long as it runs; its connections are kept for the next checkpoint.
  private static let client = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, timeout: .init(connect: .seconds(3)))
    // One that refuses connections is told so at once; when it is asked again is decided elsewhere.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  private let address: WitnessAddress
  private let limit: Duration

  /// - Parameter limit: how long an answer may take, from the connection to its last byte.
  public init(_ address: WitnessAddress, within limit: Duration = .seconds(4)) {
    self.address = address
    self.limit = limit
  }

  /// - Throws: `WitnessLineFault`, whose text holds no address.
  public func addCheckpoint(_ body: Data) async throws -> WitnessAnswer {
    var request = HTTPClientRequest(url: "\(address.text)/add-checkpoint")
    request.method = .POST
    request.headers.add(name: "content-type", value: "text/plain; charset=utf-8")
    request.body = .bytes(ByteBuffer(bytes: body))
    return try await send(request)
  }

  /// - Throws: `WitnessLineFault`, whose text holds no address.
  public func checkpoint(of origin: String) async throws -> Data? {
    let answer = try await send(HTTPClientRequest(url: "\(address.text)/\(OriginHash(origin).text)/checkpoint"))
    switch answer.status {
    case 200: return answer.body
    case 404: return nil
    default: throw WitnessLineFault.status(answer.status)
    }
  }

  private func send(_ request: HTTPClientRequest) async throws -> WitnessAnswer {
    do {
      return try await withThrowingTaskGroup(of: WitnessAnswer.self) { group in
        group.addTask { try await Self.answer(to: request, within: limit) }
        // The client's own limit ends with the head of the answer; a body that trickles would hold up everybody.
        group.addTask {
          try await Task.sleep(for: limit)
          throw WitnessLineFault.late
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw WitnessLineFault.late }
        return first
      }
    } catch let fault as WitnessLineFault {
      throw fault
    } catch is NIOTooManyBytesError {
      throw WitnessLineFault.tooLong(limitBytes: Self.longestAnswer)
    } catch {
      throw WitnessLineFault.unreachable("\(type(of: error))")
    }
  }

  private static func answer(to request: HTTPClientRequest, within limit: Duration) async throws -> WitnessAnswer {
    let response = try await client.execute(request, timeout: TimeAmount(limit))
    let body = try await response.body.collect(upTo: longestAnswer)
    return WitnessAnswer(
      status: Int(response.status.code), contentType: response.headers.first(name: "content-type") ?? "", body: Data(buffer: body))
  }
}
