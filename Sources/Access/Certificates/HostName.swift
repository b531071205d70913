import Foundation
import SwiftASN1
import X509

/// What a machine is called by those who connect to it: a DNS name or an address.
public enum HostName: Sendable, Hashable {
  /// In lower case, without a dot at its end.
  case name(String)
  case address(NetworkAddress)

  private static let longestName = 253
  private static let longestLabel = 63

  /// - Throws: ``CertificateFault/badName(_:)`` for what is neither. A wildcard is none: a server is called by its name.
  public init(_ text: String) throws(CertificateFault) {
    if let address = NetworkAddress(text) {
      self = .address(address)
      return
    }
    let name = text.lowercased()
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.utf8.count <= Self.longestName, !labels.isEmpty, labels.allSatisfy(Self.isLabel), labels.last?.contains(where: \.isLetter) == true else {
      throw .badName(text)
    }
    self = .name(name)
  }

  public var text: String {
    switch self {
    case .name(let name): name
    case .address(let address): address.description
    }
  }

  var generalName: GeneralName {
    switch self {
    case .name(let name): .dnsName(name)
    case .address(let address): .ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
    }
  }

  /// Letters, digits and hyphens inside (RFC 1123, section 2.1).
  private static func isLabel(_ label: Substring) -> Bool {
    guard let first = label.first, let last = label.last, label.utf8.count <= longestLabel else { return false }
    return first != "-" && last != "-" && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
