public import Foundation
import SwiftASN1
public import X509

/// What people ask of a certificate: for what names, from when and until when.
public struct CertificateSummary: Sendable, Hashable {
  /// The DNS names and addresses that it is for.
  public var names: [String]
  public var validFrom: Date
  public var validUntil: Date

  public init(names: [String], validFrom: Date, validUntil: Date) {
    self.names = names
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public init(_ certificate: Certificate) {
    let alternatives = (try? certificate.extensions.subjectAlternativeNames) ?? SubjectAlternativeNames()
    self.init(names: alternatives.compactMap(Self.text), validFrom: certificate.notValidBefore, validUntil: certificate.notValidAfter)
  }

  /// Whether it is for a machine of this name (RFC 9525): letter by letter, or by a wildcard that stands for one whole label.
  public func isFor(_ host: String) -> Bool {
    let bare = host.trimmingCharacters(in: ["[", "]"])
    if let address = NetworkAddress(bare) { return names.contains(address.description) }
    let host = bare.lowercased()
    return names.contains { name in
      let name = name.lowercased()
      guard name.hasPrefix("*.") else { return name == host }
      return host.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).last.map { "*.\($0)" } == name && host.contains(".")
    }
  }

  private static func text(_ name: GeneralName) -> String? {
    switch name {
    case .dnsName(let name): name
    case .ipAddress(let bytes): NetworkAddress(bytes: Array(bytes.bytes))?.description
    default: nil
    }
  }
}
