import NIOCore

/// What one connection sends, request after request. Written beforehand as far as can be: the generator shares its processor with the server.
protocol LoadMessages {
  /// The next request, all of it, as it goes over the wire.
  mutating func next() -> ByteBuffer
}

/// The same request again and again.
struct RepeatedRequest: LoadMessages {
  private let bytes: ByteBuffer

  /// - Parameter path: what is got, such as `/healthz`.
  init(getting path: String) { bytes = ByteBuffer(string: "GET \(path) HTTP/1.1\r\nhost: localhost\r\n\r\n") }

  func next() -> ByteBuffer { bytes }
}
