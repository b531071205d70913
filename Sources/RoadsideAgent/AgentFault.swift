/// Why the agent cannot do what it was told, in words for the person at the roadside. Never holds a key or a code.
public enum AgentFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The folder, or a file in it, is not usable.
  case folder(String)
  /// The server's address or an address to listen on is none.
  case address(String)
  /// The server does not answer, or the connection broke.
  case unreachable(String)
  /// Another key answers than the one that is pinned.
  case wrongServer
  /// The server said no.
  case refused(status: Int, message: String)

  public var description: String {
    switch self {
    case .folder(let what), .address(let what): what
    case .unreachable(let what): "the server cannot be reached: \(what)"
    case .wrongServer:
      "the server shows another key than the one that is pinned. Either somebody is in between, or its key was changed; ask who runs it for the new pin."
    case .refused(let status, let message): "the server refused with \(status): \(message)"
    }
  }
}
