import DurableFiles
public import Foundation
import Glibc
import SwiftASN1
public import X509

/// A certificate with those above it, and the key it was made for, as they lie in two files.
public struct CertificateChain: Sendable {
  /// A chain of RSA certificates with all that some put into them; longer files are something else.
  private static let longestFileBytes = 256 << 10

  /// The first is the holder's own.
  public let certificates: [Certificate]
  public let key: Certificate.PrivateKey

  /// The holder's own certificate.
  public var leaf: Certificate { certificates[0] }

  /// The key's text as it stands in a file (PEM).
  public var keyPEM: String {
    get throws(CertificateFault) {
      do {
        return try key.serializeAsPEM().pemString
      } catch {
        throw .unwritten("\(error)")
      }
    }
  }

  /// Reads and checks both files: the key is its owner's alone, and the certificate's.
  /// - Throws: ``CertificateFault``.
  public init(certificate: URL, key: URL) throws(CertificateFault) {
    certificates = try Self.certificates(in: certificate)
    self.key = try Self.key(in: key)
    guard leaf.publicKey == self.key.publicKey else { throw .keyOfAnother(certificate: certificate.path) }
  }

  /// The certificates of a file, in its order.
  public static func certificates(in file: URL) throws(CertificateFault) -> [Certificate] {
    let text = try text(of: file)
    do {
      let certificates = try PEMDocument.parseMultiple(pemString: text).filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
        .map { try Certificate(pemDocument: $0) }
      guard !certificates.isEmpty else { throw CertificateFault.noCertificate(file: file.path) }
      return certificates
    } catch {
      throw .noCertificate(file: file.path)
    }
  }

  /// The private key of a file that only its owner may read.
  public static func key(in file: URL) throws(CertificateFault) -> Certificate.PrivateKey {
    let bytes: Data
    do {
      bytes = try SecretFile(file).read(atMost: longestFileBytes)
    } catch {
      throw CertificateFault(error, reading: file.path)
    }
    do {
      return try Certificate.PrivateKey(pemEncoded: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .noKey(file: file.path)
    }
  }

  private static func text(of file: URL) throws(CertificateFault) -> String {
    do {
      let opened = try OpenFile(file, O_RDONLY, for: "opening a certificate")
      return String(decoding: try opened.read(0..<longestFileBytes), as: UTF8.self)
    } catch {
      throw .unreadable(file: file.path, why: error.words)
    }
  }
}
