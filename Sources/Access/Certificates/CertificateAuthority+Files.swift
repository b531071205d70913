import DurableFiles
public import Foundation
import SwiftASN1
import X509

extension CertificateAuthority {
  /// The certificate's name in the authority's folder. It is no secret.
  public static let certificateFile = "authority.pem"
  /// The key's name in the authority's folder: its owner's alone (0600).
  public static let keyFile = "authority.key"

  /// Reads the authority of a folder.
  /// - Throws: ``CertificateFault`` where one of its two files is missing or no good, or where others may read the key.
  public init(folder: URL) throws(CertificateFault) {
    let file = folder.appending(path: Self.certificateFile)
    let certificates = try CertificateChain.certificates(in: file)
    try self.init(certificate: certificates[0], key: try CertificateChain.key(in: folder.appending(path: Self.keyFile)), file: file.path)
  }

  /// Writes the authority into a folder, which is made (0700) where it is not there; durable on return.
  /// - Throws: ``CertificateFault/alreadyThere(file:)`` where there is an authority in it.
  public func write(to folder: URL) throws(CertificateFault) {
    let keyFile = folder.appending(path: Self.keyFile)
    let file = folder.appending(path: Self.certificateFile)
    let text = try certificate.pem
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unwritable(file: folder.path, why: error.localizedDescription)
    }
    // The key first: a folder with a certificate and no key would look whole to those who only hand it out.
    do {
      try SecretFile(keyFile).create(try Self.text(of: key), for: "writing the authority's key")
    } catch let fault as DiskFault {
      throw CertificateFault(fault, writing: keyFile.path)
    } catch {
      throw .unwritten("\(error)")
    }
    do {
      try SecretFile(file).create(Data(text.utf8), for: "writing the authority's certificate")
    } catch {
      throw CertificateFault(error, writing: file.path)
    }
  }

  static func text(of key: Certificate.PrivateKey) throws -> Data { Data((try key.serializeAsPEM().pemString + "\n").utf8) }
}
