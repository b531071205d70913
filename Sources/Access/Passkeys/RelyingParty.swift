import Foundation

/// The office as passkeys know it: a passkey that was made for one relying party is of no use to another.
///
/// W3C Web Authentication Level 3, sections 5.1.2 and 13.4.9.
public struct RelyingParty: Sendable, Hashable, Codable {
  /// The host of the office's address. Browsers take no IP address for it.
  public let id: String
  /// What an authenticator shows beside the person's name.
  public let name: String
  /// Scheme, host and port as browsers write them, such as `https://gantry.example`. Compared exactly.
  public let origin: String

  /// The office on one's own machine, at its usual address.
  public static let local = RelyingParty(address: "http://localhost:8080")

  /// - Parameters:
  ///   - address: The address that people type, such as `https://gantry.example`.
  ///   - name: The service's name.
  public init(address: String, name: String = "Gantry") {
    let lowercased = address.lowercased()
    origin = lowercased.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    id = URL(string: lowercased)?.host() ?? ""
    self.name = name
  }

  /// Whether browsers make passkeys for it: its host is a name, and the connection is encrypted or does not leave the machine.
  public var canHavePasskeys: Bool {
    guard !id.isEmpty, !isAddress else { return false }
    return origin.hasPrefix("https://") || isOnThisMachine
  }

  /// Whether the host is an IP address, which cannot be the ID of a relying party.
  public var isAddress: Bool { id.contains(":") || (!id.isEmpty && id.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }) }

  /// Whether the host is this very machine by name.
  public var isOnThisMachine: Bool { id == "localhost" || id.hasSuffix(".localhost") }
}
