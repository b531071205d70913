import HTTPTypes
import Hummingbird

/// Where a request to the public listener comes from.
enum RequestSource: Hashable, Sendable {
  /// One visitor's address.
  case visitor(String)
  /// All who come by way of a proxy that does not say for whom it asks.
  case everybody

  private static let longestAddress = 64

  /// - Parameter field: where the proxy in front says who asks; the last address in it is the one that this proxy saw itself, what stands before it
  ///   anybody can write.
  init(of request: Request, field: HTTPField.Name?) {
    let said = field.flatMap { request.headers[$0] }?.split(separator: ",").last.map { String($0.filter { !$0.isWhitespace }) }
    if let said, !said.isEmpty, said.count <= Self.longestAddress {
      self = .visitor(said)
    } else {
      self = .everybody
    }
  }

  /// As it stands in an audit record.
  var text: String {
    switch self {
    case .visitor(let address): address
    case .everybody: "public listener"
    }
  }
}
