import NIOCore

/// How many may be connected to a listener, and how long one may take for what it does. `Documentation/listeners.md` has the numbers.
struct ConnectionLimits: Sendable {
  /// At the same time, from anywhere. One more is not let in.
  var connections: Int
  /// At the same time from one address; this machine's own are not counted, behind which a proxy brings everybody.
  var connectionsAnAddress: Int
  /// From the connection until TLS is spoken.
  var handshake: TimeAmount = .seconds(10)
  /// From the connection, or from the last answer, until a request's fields are there.
  var fields: TimeAmount
  /// From a request's fields until its body is there.
  var body: TimeAmount

  static let office = ConnectionLimits(connections: 512, connectionsAnAddress: 64, fields: .seconds(60), body: .seconds(60))
  /// Cameras keep a connection open between two vehicles, and send long bodies over slow lines.
  static let cameras = ConnectionLimits(connections: 4096, connectionsAnAddress: 256, fields: .seconds(300), body: .seconds(300))
  static let visitors = ConnectionLimits(connections: 512, connectionsAnAddress: 32, fields: .seconds(30), body: .seconds(30))
}
