public import Foundation

/// The folder with the cameras' authority: its key, for its owner's eyes only, and its certificate. Made at first need.
public struct CameraAuthorityFolder: Sendable {
  public let url: URL

  /// - Parameter url: kept outside the data folder.
  public init(_ url: URL) { self.url = url }

  /// The authority; `nil` where none was made yet.
  /// - Throws: ``CertificateFault`` where half of it is missing or no good, or where others may read the key.
  public func load() throws(CertificateFault) -> CameraAuthority? {
    let names = [CertificateAuthority.keyFile, CertificateAuthority.certificateFile]
    guard names.contains(where: { FileManager.default.fileExists(atPath: url.appending(path: $0).path) }) else { return nil }
    return CameraAuthority(try CertificateAuthority(folder: url))
  }

  /// The authority, which is drawn where there is none; durable on return.
  public func authority(now: Date) throws(CertificateFault) -> CameraAuthority {
    if let authority = try load() { return authority }
    let drawn = try CameraAuthority(now: now)
    do {
      try drawn.authority.write(to: url)
    } catch .alreadyThere {
      // Somebody was faster; a second authority would end the certificates of the first.
      return CameraAuthority(try CertificateAuthority(folder: url))
    }
    return drawn
  }
}
