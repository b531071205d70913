import Foundation
import NIOCore

/// One piece of a stream of server-sent events (WHATWG HTML standard, section 9.2).
enum EventFrame {
  /// Tells the browser how soon to come back when the stream breaks off.
  static let opening = ByteBuffer(string: "retry: 2000\n\n")
  /// Says nothing; keeps proxies from closing a stream in which nothing happens.
  static let heartbeat = ByteBuffer(string: ": still here\n\n")

  /// - Parameter value: written as one line of JSON, which holds no line break.
  static func event(_ name: String, _ value: some Encodable) throws -> ByteBuffer {
    var frame = ByteBuffer(string: "event: \(name)\ndata: ")
    frame.writeBytes(try JSONEncoder.wire.encode(value))
    frame.writeString("\n\n")
    return frame
  }
}
