import Foundation

/// Where a camera's live picture is fetched: `rtsp`, `rtsps`, `http` or `https`.
///
/// Such an address usually holds a password, in front of the host or somewhere in the path. So it is a secret: describing, printing or dumping it
/// shows scheme and host alone, and the program that fetches it is told through a pipe, because its arguments can be seen by everybody on the
/// machine.
public struct StreamAddress: Hashable, Sendable {
  /// The whole address with its password. It may rest only where secrets do, and stand in no log line, page or error.
  public let secret: String
  /// `rtsp`, `rtsps`, `http` or `https`.
  public let scheme: String
  /// Host, with the port where one is given; this may be shown.
  public let host: String

  static let schemes: Set<String> = ["rtsp", "rtsps", "http", "https"]
  static let maximumLength = 2048

  /// Whether a user or password stands in front of the host.
  public var holdsCredentials: Bool { secret.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }.contains("@") }

  /// - Parameter text: such as `rtsp://user:password@10.0.0.7/stream1`; white space around it is dropped. Whatever is not plain ASCII must be
  ///   percent-encoded.
  /// - Throws: ``VideoFault/notAnAddress``, which does not repeat the text.
  public init(_ text: String) throws(VideoFault) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    // A quote or backslash has a meaning for ffmpeg, which reads the address out of a script.
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }
    guard isPlain, text.utf8.count <= Self.maximumLength, let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      Self.schemes.contains(scheme), let host = parts.host, !host.isEmpty, text.dropFirst(scheme.count).hasPrefix("://")
    else { throw .notAnAddress }
    secret = text
    self.scheme = scheme
    self.host = parts.port.map { "\(host):\($0)" } ?? host
  }
}

extension StreamAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Scheme and host; user, password, path and query may hold secrets and are left out.
  public var description: String { "\(scheme)://\(host)/…" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["host": host]) }
}
