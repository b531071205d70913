import Access
import HTTPTypes
import Hummingbird

/// Who asks, by the address they ask from.
enum RequestSource: Hashable, Sendable {
  /// One address: of whoever is connected, or of whom the proxy on this machine asks for.
  case visitor(String)
  /// All who come by way of a proxy that does not say for whom it asks.
  case everybody

  private static let longestAddress = 64

  /// - Parameters:
  ///   - peer: who is at the other end of the connection. What it says of others is believed of this machine alone: anybody else can write what they
  ///     like. `nil` where nobody is connected, as in tests; the door lets no connection in that has no address.
  ///   - field: where a proxy on this machine says who asks; the last address in it is the one that this proxy saw itself, what stands before it
  ///     anybody can write.
  init(of request: Request, peer: String?, field: HTTPField.Name?) {
    let peer = peer.flatMap { NetworkAddress($0) }
    if let peer, !peer.isLoopback {
      self = .visitor(peer.description)
      return
    }
    let said = field.flatMap { request.headers[$0] }?.split(separator: ",").last.map { String($0.filter { !$0.isWhitespace }) }
    if let said, said.count <= Self.longestAddress, let address = NetworkAddress(said) {
      self = .visitor(address.description)
    } else {
      self = .everybody
    }
  }

  /// The address; `nil` where it is not known.
  var address: String? {
    switch self {
    case .visitor(let address): address
    case .everybody: nil
    }
  }

  /// As it stands in an audit record of the public listener.
  var text: String { address ?? "public listener" }
}
