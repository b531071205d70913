/// Which algorithms something is sealed with. Its byte stands first in every capsule, day key, epoch record and sealed pass, so that the
/// algorithms can change and old bytes stay readable.
public enum SealingSuite: UInt8, Sendable, Hashable {
  /// HPKE (RFC 9180) with X-Wing (ML-KEM-768 and X25519), HKDF-SHA256 and AES-256-GCM; HMAC-SHA256; AES-256 key wrap (RFC 3394).
  case xWingSHA256AES256 = 1

  /// What is sealed with today.
  public static let current = SealingSuite.xWingSHA256AES256
}
