import AsyncHTTPClient
public import Foundation
import NIOCore
import NIOHTTP1
public import Traffic

/// Posts what cameras say to the camera listener, each with its own key, and measures how that goes.
public struct CameraClient: Sendable {
  /// How a message fared.
  public struct Answer: Sendable, Hashable {
    /// HTTP status of the last try.
    public var status: Int
    /// From the first try to the answer, in seconds.
    public var seconds: Double
    /// How many times it was sent.
    public var tries: Int
  }

  /// Tries for one message; with the pauses between them about fifteen seconds.
  static let mostTries = 7

  private let listener: URL
  private let keys: [CameraID: String]

  /// - Parameters:
  ///   - listener: address of the camera listener, such as `http://127.0.0.1:8081`.
  ///   - keys: each camera's key.
  public init(listener: URL, keys: [CameraID: String]) {
    self.listener = listener
    self.keys = keys
  }

  /// Sends a message; a listener that is full or away is tried again after a pause that doubles each time.
  /// - Throws: ``SimulatorError`` where the camera has no key; what the network says where the last try failed; `CancellationError`.
  func send(_ capture: EncodedCapture, from camera: CameraID) async throws -> Answer {
    guard let key = keys[camera] else { throw SimulatorError.keyMissing(camera.rawValue) }
    var request = HTTPClientRequest(url: address(capture.path.replacingOccurrences(of: "{key}", with: key)))
    request.method = .POST
    request.headers.add(name: "content-type", value: capture.contentType)
    if !capture.path.contains("{key}") { request.headers.add(name: "authorization", value: "Bearer \(key)") }
    request.body = .bytes(ByteBuffer(bytes: capture.body))
    return try await post(request)
  }

  /// Tells how signals at a camera's site changed.
  func send(_ phases: [SignalState], from camera: CameraID) async throws -> Answer {
    let body = try SignalReport(phases: phases).encoded()
    return try await send(EncodedCapture(path: "/v1/signals/{key}", contentType: "application/json", body: body), from: camera)
  }

  private func address(_ path: String) -> String {
    let base = listener.absoluteString
    return (base.hasSuffix("/") ? String(base.dropLast()) : base) + path
  }

  private func post(_ request: HTTPClientRequest) async throws -> Answer {
    let clock = ContinuousClock()
    let start = clock.now
    var pause = Duration.milliseconds(250)
    for attempt in 1...Self.mostTries {
      do {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        _ = try await response.body.collect(upTo: 1 << 20)
        let status = Int(response.status.code)
        guard [429, 502, 503, 504].contains(status), attempt < Self.mostTries else {
          return Answer(status: status, seconds: (clock.now - start) / .seconds(1), tries: attempt)
        }
      } catch where attempt < Self.mostTries && !(error is CancellationError) {
        try Task.checkCancellation()
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(8))
    }
    // The loop's last round answers or throws.
    throw CancellationError()
  }
}
