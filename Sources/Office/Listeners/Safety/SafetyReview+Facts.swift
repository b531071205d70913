public import Access
public import Foundation
import DurableFiles
import Glibc
import Storage

extension SafetyReview {
  /// What the review goes by.
  public struct Facts: Sendable {
    /// A file with a secret, and why it is not to be used.
    public struct Secret: Sendable {
      /// The configuration's key.
      public var key: String
      public var path: String
      /// `nil` where all is well.
      var fault: SecretFile.Fault?
    }

    public var now: Date
    /// The number of the user that this program runs as.
    public var user: UInt32
    public var secrets: [Secret]
    /// `nil` where there is no folder yet.
    var data: FileState?
    /// A file or folder of the pages that anybody on the machine may change; `nil` where there is none.
    public var changeableWebFile: String?
    /// The certificates of those listeners that have one.
    public var certificates: [String: Result<CertificateSummary, CertificateFault>]
    /// How many enabled administrators have a passkey; `nil` where nobody looked.
    public var enrolledAdministrators: Int?
  }
}

extension SafetyReview.Facts {
  /// Looks at files, clock and user.
  /// - Parameter enrolledAdministrators: see there.
  public init(of configuration: Configuration, enrolledAdministrators: Int?, now: Date) {
    self.now = now
    self.enrolledAdministrators = enrolledAdministrators
    user = geteuid()
    secrets = configuration.secrets.map { Secret(key: $0.key, path: $0.file.path, fault: Self.fault(of: $0)) }
    data = FileState(configuration.data)
    changeableWebFile = Self.changeable(in: configuration.web.folder)
    certificates = [:]
    for (name, listener) in configuration.listeners {
      guard let tls = listener.tls else { continue }
      certificates[name] = Result { () throws(CertificateFault) in CertificateSummary(try CertificateChain(certificate: tls.certificate, key: tls.key).leaf) }
    }
  }

  /// A secret that is not there is no danger; whoever needs it says so.
  private static func fault(of secret: Configuration.Secret) -> SecretFile.Fault? {
    do {
      try SecretFile(secret.file).examine()
      return nil
    } catch .unreadable(ENOENT) {
      return nil
    } catch {
      return error
    }
  }

  private static func changeable(in folder: URL) -> String? {
    let inside = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = sequence(first: folder) { _ in inside?.nextObject() as? URL }
    return files.first { FileState($0).map { $0.mode & 0o002 != 0 } ?? false }?.path
  }
}

extension Configuration {
  /// A file with a secret that the configuration names.
  struct Secret: Sendable {
    var key: String
    var file: URL
  }

  /// All files with secrets. Keys of certificates are looked at with their certificate, too.
  var secrets: [Secret] {
    [Secret(key: "key", file: key), Secret(key: "transparency.key", file: transparency.key)]
      + listeners.compactMap { name, listener in listener.tls.map { Secret(key: "listen.\(name).tls.key", file: $0.key) } }
  }
}
