import Crypto
public import Foundation
import SwiftASN1
public import X509

extension Certificate {
  /// Its bytes as they go over the wire (DER).
  public var der: Data {
    get throws(CertificateFault) {
      var serializer = DER.Serializer()
      do {
        try serializer.serialize(self)
      } catch {
        throw .unwritten("\(error)")
      }
      return Data(serializer.serializedBytes)
    }
  }

  /// Its text as it stands in a file (PEM, RFC 7468), with a line feed at its end.
  public var pem: String {
    get throws(CertificateFault) {
      do {
        return try serializeAsPEM().pemString + "\n"
      } catch {
        throw .unwritten("\(error)")
      }
    }
  }

  /// SHA-256 of its bytes, by which a person compares it.
  public var fingerprint: Data { get throws(CertificateFault) { Data(SHA256.hash(data: try der)) } }
}

extension Certificate.PublicKey {
  /// SHA-256 of the whole SubjectPublicKeyInfo, by which a key is pinned (RFC 7469, section 2.4).
  public var pin: Data {
    get throws(CertificateFault) {
      var serializer = DER.Serializer()
      do {
        try serializer.serialize(self)
      } catch {
        throw .unwritten("\(error)")
      }
      return Data(SHA256.hash(data: serializer.serializedBytes))
    }
  }
}

extension Data {
  /// Two hexadecimal digits a byte, in capitals, with colons between them, as other programs show a certificate's hash.
  public var fingerprintText: String { map { String(format: "%02X", $0) }.joined(separator: ":") }
}

extension Certificate {
  /// Whether an instant lies within its times.
  public func isValid(at instant: Date) -> Bool { notValidBefore <= instant && instant <= notValidAfter }
}
