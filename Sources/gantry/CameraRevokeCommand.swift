import ArgumentParser
import Storage
import Traffic

/// Shuts a camera out.
struct CameraRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Shut a camera out at once: its key, its certificate and a code that waits open nothing any more.",
    discussion: """
      A running server hangs up on it within a second. It comes back with a new code (`gantry camera enrol`) or a new key (`gantry camera add`). What it \
      has sent before stays.
      """)

  @Argument(help: "The camera.")
  var id: CameraID
  @OptionGroup var config: ConfigurationOption

  func run() throws {
    let (trail, store) = try config.trail(.alteration, of: .camera, id.rawValue, detail: "revoke")
    guard try store.camera(id) != nil else { throw CommandFailure("there is no camera \(id); `gantry camera list` shows those there are") }
    try trail.record { try store.revoke(id) }
    print("camera \(id) is revoked")
  }
}
