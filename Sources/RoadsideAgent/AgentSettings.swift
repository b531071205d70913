import Access
import Foundation

/// What an agent is told: where its server is and by which key it is known, and who may hand it captures.
public struct AgentSettings: Sendable, Codable, Equatable {
  /// Such as `https://gantry.example:8081`.
  public var server: String
  /// The keys that the server may show, as `sha256/…`: more than one while it changes its key.
  public var pins: [String]
  /// Where cameras hand their captures in, such as `127.0.0.1:8091`.
  public var listen: String
  /// The cameras' addresses or ranges of them.
  public var allow: [String]
  /// Whether captures are signed with a key of the agent's own.
  public var signs: Bool

  public init(server: String, pins: [String], listen: String, allow: [String], signs: Bool) {
    self.server = server
    self.pins = pins
    self.listen = listen
    self.allow = allow
    self.signs = signs
  }

  /// - Throws: ``AgentFault/address(_:)`` with what is wrong and what would be right.
  public func check() throws(AgentFault) {
    _ = (try endpoint, try keyPins, try listener, try ranges)
  }

  /// Host and port of the server.
  var endpoint: (host: String, port: Int) {
    get throws(AgentFault) {
      guard let url = URL(string: server), url.scheme == "https", let host = url.host(), !host.isEmpty, url.path().isEmpty || url.path() == "/" else {
        throw .address("the server is an address such as https://gantry.example:8081; without https nobody could tell it from another")
      }
      return (host.trimmingCharacters(in: ["[", "]"]), url.port ?? 443)
    }
  }

  var keyPins: [KeyPin] {
    get throws(AgentFault) {
      let known = pins.compactMap { KeyPin($0) }
      guard !known.isEmpty, known.count == pins.count else {
        throw .address("a pin is `sha256/` and 32 bytes in base64, as `gantry camera enrol` prints it at the server")
      }
      return known
    }
  }

  /// Host and port to listen on.
  var listener: (host: String, port: Int) {
    get throws(AgentFault) {
      guard let colon = listen.lastIndex(of: ":"), colon > listen.startIndex, let port = Int(listen[listen.index(after: colon)...]),
        (0...65_535).contains(port)
      else { throw .address("the agent listens on an address such as 127.0.0.1:8091") }
      return (listen[..<colon].trimmingCharacters(in: ["[", "]"]), port)
    }
  }

  /// Who may hand captures in. Beyond this machine somebody has to be named, and not everybody.
  var ranges: [AddressRange] {
    get throws(AgentFault) {
      let known = allow.compactMap { AddressRange($0) }
      guard known.count == allow.count, !known.contains(where: \.isWide) else {
        throw .address("the agent takes captures from addresses such as 10.2.0.7 or ranges such as 10.2.0.0/24, and not from everywhere")
      }
      guard !known.isEmpty else { throw .address("the agent has to know whom to take captures from; name the camera's address") }
      return known
    }
  }
}
