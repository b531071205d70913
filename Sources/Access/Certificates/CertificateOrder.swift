public import Foundation
public import X509

/// What a certificate is to say, before an authority signs it.
public struct CertificateOrder: Sendable {
  /// What the holder may do with its key (extended key usage, RFC 5280, section 4.2.1.12).
  public enum Purpose: Sendable, Hashable {
    /// To be a TLS server.
    case server
    /// To be a TLS client.
    case client
  }

  /// The common name, for people to read; nothing is decided by it.
  public var name: String
  /// What is decided by (RFC 5280, section 4.2.1.6). Must not be empty.
  public var alternativeNames: [GeneralName]
  public var purpose: Purpose
  public var validFrom: Date
  public var validUntil: Date

  public init(name: String, alternativeNames: [GeneralName], purpose: Purpose, validFrom: Date, validUntil: Date) {
    self.name = name
    self.alternativeNames = alternativeNames
    self.purpose = purpose
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  /// Clocks differ: a certificate is valid from this long before it is made.
  public static let backdatingSeconds: TimeInterval = 600

  /// The order of a server's certificate.
  /// - Parameters:
  ///   - names: what clients call it: DNS names and addresses. The first is written as the common name.
  ///   - days: how long it is valid.
  public static func server(names: [HostName], days: Int, now: Date) throws(CertificateFault) -> CertificateOrder {
    guard let first = names.first else { throw .badName("") }
    return CertificateOrder(
      name: first.text, alternativeNames: names.map(\.generalName), purpose: .server, validFrom: now.addingTimeInterval(-backdatingSeconds),
      validUntil: now.addingTimeInterval(Double(days) * 86_400))
  }
}
