import SwiftASN1
import X509

extension CertificateAuthority {
  /// What an authority's certificate says of it. The names it may vouch for are critical: whoever does not understand them is not to trust it.
  static func extensions(of key: Certificate.PublicKey, vouchingFor hosts: [HostName]) throws -> Certificate.Extensions {
    try Certificate.Extensions {
      Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
      Critical(KeyUsage(keyCertSign: true, cRLSign: true))
      SubjectKeyIdentifier(hash: key)
      if !hosts.isEmpty { Critical(constraints(hosts)) }
    }
  }

  /// DNS names are constrained to those given. Addresses are forbidden where none is given; where some are, they are left open, because widely used
  /// clients (BoringSSL) refuse every certificate with an address under an authority that constrains them.
  private static func constraints(_ hosts: [HostName]) -> NameConstraints {
    let names = hosts.compactMap { host in
      if case .name(let name) = host { name } else { nil }
    }
    let everyAddress = [[UInt8](repeating: 0, count: 8), [UInt8](repeating: 0, count: 32)].map { ASN1OctetString(contentBytes: $0[...]) }
    return NameConstraints(
      permittedDNSDomains: names, excludedDNSDomains: names.isEmpty ? [""] : [], excludedIPRanges: names.count == hosts.count ? everyAddress : [])
  }

  func extensions(of order: CertificateOrder, _ publicKey: Certificate.PublicKey) throws -> Certificate.Extensions {
    let authority = try certificate.extensions.subjectKeyIdentifier?.keyIdentifier
    return try Certificate.Extensions {
      Critical(BasicConstraints.notCertificateAuthority)
      Critical(KeyUsage(digitalSignature: true))
      try ExtendedKeyUsage([order.purpose == .server ? .serverAuth : .clientAuth])
      SubjectAlternativeNames(order.alternativeNames)
      SubjectKeyIdentifier(hash: publicKey)
      AuthorityKeyIdentifier(keyIdentifier: authority)
    }
  }

  /// Whether the authority's own certificate lets it vouch for a name, as those will read it who check.
  func permits(_ name: GeneralName) -> Bool {
    guard let constraints = try? certificate.extensions.nameConstraints else { return true }
    switch name {
    case .dnsName(let name):
      guard constraints.excludedDNSDomains.isEmpty else { return false }
      return constraints.permittedDNSDomains.isEmpty || constraints.permittedDNSDomains.contains { name == $0 || name.hasSuffix("." + $0) }
    case .ipAddress: return constraints.excludedIPRanges.isEmpty
    default: return true
    }
  }
}

extension Certificate {
  /// Whether it may sign others, by what it says of itself.
  var mayBeAuthority: Bool {
    guard case .isCertificateAuthority = try? extensions.basicConstraints else { return false }
    return (try? extensions.keyUsage)?.keyCertSign ?? false
  }
}
