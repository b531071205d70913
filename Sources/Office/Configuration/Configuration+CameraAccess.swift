public import Foundation

extension Configuration {
  /// How cameras prove who they are.
  public struct CameraAccess: Sendable, Equatable {
    public enum Certificates: String, Sendable, CaseIterable {
      /// A camera that has a certificate is known by it; a key does as well.
      case offered
      /// A key alone does not do, except for cameras that are marked weak.
      case required
    }

    public var certificates: Certificates
    /// The folder of the cameras' private authority; never inside the data folder.
    public var authority: URL
  }
}

extension Configuration.CameraAccess {
  init(_ root: inout ConfigurationSection, base: URL, data: URL, cameras: Configuration.Listener) {
    var section = root.section("cameras")
    certificates = section.choice("certificates", default: .offered)
    authority = section.file("authority", default: base.appending(path: "keys/cameras"))
    if authority.path == data.path || authority.path.hasPrefix(data.path + "/") {
      section.note("authority", "lies inside the data folder; whoever copies the data could pose as every camera: keep it elsewhere")
    }
    if certificates == .required, cameras.tls == nil {
      section.note("certificates", "`required` needs TLS at listen.cameras; `gantry tls init` makes what belongs there")
    }
    section.refuseOthers()
  }
}
