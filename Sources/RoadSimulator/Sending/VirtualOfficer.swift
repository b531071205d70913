import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
public import Traffic

/// A reviewer of the virtual country. Decides through the people's listener, by the same form as a person and under the same rules.
public struct VirtualOfficer: Sendable {
  private let address: String
  private let session: String

  /// - Parameters:
  ///   - address: the address people type, such as `http://127.0.0.1:8080`.
  ///   - session: the token of a session of this officer.
  public init(address: String, session: String) {
    self.address = address
    self.session = session
  }

  /// Approves a case with a plate.
  /// - Parameter state: the state in which the case was seen; in another one the office refuses.
  /// - Returns: whether the office accepted it; what it refuses (somebody was faster, the session has ended) is no error.
  public func approve(_ file: CaseID, plate: Plate, in state: CaseState) async throws -> Bool {
    var request = HTTPClientRequest(url: "\(address)/cases/\(file)/approve")
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
    request.headers.add(name: "cookie", value: "gantry=\(session)")
    request.headers.add(name: "origin", value: address)
    request.body = .bytes(ByteBuffer(string: "plate=\(plate)&expecting=\(state.rawValue)&queue="))
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    _ = try await response.body.collect(upTo: 4 << 20)
    return response.status == .ok
  }
}
