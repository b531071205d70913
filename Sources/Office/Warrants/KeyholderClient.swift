import AsyncHTTPClient
public import Crypto
public import Foundation
public import Keyholding
import NIOCore
import NIOHTTP1
public import Sealing
import Traffic

/// A keyholder's program, asked over HTTP.
public struct KeyholderClient: KeyholderLine {
  /// A day key in JSON has about 2 KiB.
  private static let longestNote = 1 << 20
  /// Tokens of a month on a thousand cameras.
  private static let longestAnswer = 256 << 20
  private static let soon = TimeAmount.seconds(10)
  /// For bodies of many megabytes, and for keyholders that open hundreds of capsules.
  private static let patient = TimeAmount.seconds(120)

  public let holder: HolderID
  private let identity: Curve25519.Signing.PublicKey
  private let address: String
  private let client: HTTPClient

  /// - Parameters:
  ///   - identity: the pinned one.
  ///   - address: such as `https://keys.court.example`.
  public init(_ holder: HolderID, identity: Curve25519.Signing.PublicKey, address: URL) {
    self.holder = holder
    self.identity = identity
    let text = address.absoluteString
    self.address = text.hasSuffix("/") ? String(text.dropLast()) : text
    client = .shared
  }

  public func status() async throws(KeyholderLineFault) -> KeyholderStatus {
    let body = try await read(KeyholderWire.Status.self, from: get("/v1/status"))
    guard body.holder == holder.rawValue, body.identity == identity.rawRepresentation else {
      throw malformed("it is another keyholder, or has another identity than the configuration pins.")
    }
    return KeyholderStatus(
      treeSize: body.treeSize, treeSizes: body.treeSizes ?? [:], days: Set(body.days.compactMap { UTCDay($0) }),
      heldDays: Set((body.heldDays ?? []).compactMap { UTCDay($0) }))
  }

  public func dayKeys() async throws(KeyholderLineFault) -> [DayKey] {
    var keys: [DayKey] = []
    for bytes in try await read(KeyholderWire.DayKeys.self, from: get("/v1/day-keys")).dayKeys {
      do {
        keys.append(try DayKey(bytes: bytes, signedBy: identity))
      } catch {
        throw malformed("\(error)")
      }
    }
    guard keys.allSatisfy({ $0.holder == holder }) else { throw malformed("a day key is another keyholder's.") }
    return keys
  }

  public func checkCustody(of record: EpochRecord) async throws(KeyholderLineFault) -> Data {
    try await read(KeyholderWire.Custody.self, from: post("/v1/custody", record.bytes, within: Self.soon)).record
  }

  public func submit(_ request: WarrantRequest) async throws(KeyholderLineFault) {
    let taken = try await read(KeyholderWire.Taken.self, from: post("/v1/requests", request.bytes, within: Self.patient))
    guard taken.commitment == request.commitment.hex else { throw malformed("it took another request.") }
  }

  public func decision(on commitment: Data) async throws(KeyholderLineFault) -> KeyholderDecision {
    let reply = try await send(.GET, "/v1/requests/\(commitment.hex)", nil, within: Self.patient, limit: Self.longestAnswer)
    if reply.status == 404 { return .unknown }
    let body = try read(KeyholderWire.Decision.self, from: reply)
    switch body.state {
    case "pending": return .pending
    case "refused": return .refused(body.reason ?? "no reason was given.")
    case "granted":
      guard let bytes = body.answer else { throw malformed("it says granted and sends no answer.") }
      let answer = try checked { () throws(KeyholdingFault) in try TokenAnswer(bytes: bytes, signedBy: identity) }
      guard answer.holder == holder, answer.commitment == commitment else { throw malformed("it is the answer to another request.") }
      return .granted(answer)
    default: throw malformed("it has a state that is not known.")
    }
  }

  public func release(_ request: KeyReleaseRequest) async throws(KeyholderLineFault) -> KeyReleaseAnswer {
    let reply = try good(await post("/v1/release", request.bytes, within: Self.patient))
    let answer = try checked { () throws(KeyholdingFault) in try KeyReleaseAnswer(bytes: reply.body, signedBy: identity) }
    guard answer.holder == holder, answer.commitment == request.warrant.commitment(opening: request.opening), answer.count == request.hits.count
    else { throw malformed("it is the answer to another request.") }
    return answer
  }

  public func propose(_ card: ApprovalKeyProposal) async throws(KeyholderLineFault) {
    guard let body = try? JSONEncoder().encode(card) else { throw malformed("the proposal cannot be written.") }
    _ = try good(await send(.POST, "/v1/approval-keys", body, type: "application/json", within: Self.soon, limit: Self.longestNote))
  }

  // MARK: - The line

  private struct Reply: Sendable {
    var status: Int
    var body: Data
  }

  private func get(_ path: String) async throws(KeyholderLineFault) -> Reply {
    try await send(.GET, path, nil, within: Self.soon, limit: Self.longestNote)
  }

  private func post(_ path: String, _ body: Data, within time: TimeAmount) async throws(KeyholderLineFault) -> Reply {
    try await send(.POST, path, body, within: time, limit: Self.longestAnswer)
  }

  private func send(
    _ method: HTTPMethod, _ path: String, _ body: Data?, type: String = "application/octet-stream", within time: TimeAmount, limit: Int
  ) async throws(KeyholderLineFault) -> Reply {
    var request = HTTPClientRequest(url: address + path)
    request.method = method
    if let body {
      request.headers.add(name: "content-type", value: type)
      request.body = .bytes(ByteBuffer(bytes: body))
    }
    do {
      let response = try await client.execute(request, timeout: time)
      let body = try await response.body.collect(upTo: limit)
      return Reply(status: Int(response.status.code), body: Data(body.readableBytesView))
    } catch is NIOTooManyBytesError {
      throw malformed("it is longer than \(limit >> 20) MiB.")
    } catch {
      // The error's own text may hold the address with all that stands in it.
      throw .away(holder, "the connection to it failed (\(Swift.type(of: error))).")
    }
  }

  private func read<Body: Decodable>(_ type: Body.Type, from reply: Reply) throws(KeyholderLineFault) -> Body {
    do {
      return try JSONDecoder().decode(type, from: good(reply).body)
    } catch let fault as KeyholderLineFault {
      throw fault
    } catch {
      throw malformed("it is not the JSON that belongs here.")
    }
  }

  /// A reply that is no refusal.
  private func good(_ reply: Reply) throws(KeyholderLineFault) -> Reply {
    switch reply.status {
    case 200..<300: return reply
    case 400..<500 where ![408, 425, 429].contains(reply.status):
      let words = try? JSONDecoder().decode(KeyholderWire.Words.self, from: reply.body)
      throw .refused(holder, code: words?.code ?? "status-\(reply.status)", message: words?.message ?? "it answered with status \(reply.status).")
    default: throw .away(holder, "it answered with status \(reply.status).")
    }
  }

  private func checked<Value>(_ body: () throws(KeyholdingFault) -> Value) throws(KeyholderLineFault) -> Value {
    do {
      return try body()
    } catch {
      throw malformed("\(error)")
    }
  }

  private func malformed(_ what: String) -> KeyholderLineFault { .malformed(holder, what) }
}
