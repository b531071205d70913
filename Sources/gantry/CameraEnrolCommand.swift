import Access
import ArgumentParser
import Foundation
import Office
import Storage
import Traffic

/// Makes the code with which a device gets its certificate.
struct CameraEnrolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Print a one-time code with which a device gets a certificate of its own.",
    discussion: """
      The code is good once, for a day; another code ends it. The device sends it with a certificate signing request, so that its private key never \
      leaves it, and is known by that key from then on. Keys and certificates that the camera had before count no more.

      On a machine beside the camera: gantry camera agent enrol CODE --server https://HOST:8081 --pin PIN
      """)

  @Argument(help: "The camera; see `gantry camera list`.")
  var id: CameraID
  @OptionGroup var config: ConfigurationOption

  func run() throws {
    let (trail, store) = try config.trail(.alteration, of: .camera, id.rawValue, detail: "enrolment code")
    guard let camera = try store.camera(id) else { throw CommandFailure("there is no camera \(id); `gantry camera add` makes one") }
    guard camera.dialect != .video else { throw CommandFailure("\(id) sends nothing: Gantry watches its stream, and there is nothing to enrol") }
    let code = EnrolmentCode()
    try trail.record {
      try store.saveEnrolmentCode(hash: code.hash, for: id, endsAt: Date() + TimeInterval(EnrolmentCode.lifetime.components.seconds))
    }
    print("the code of \(id), good once, until this time tomorrow; shown only now:\n\(code.text)")
    print(try pin())
  }

  /// The key by which the device knows this server.
  private func pin() throws -> String {
    guard let tls = try config.configuration().cameras.tls else {
      return "the cameras' listener has no TLS yet: a device is enrolled over it, so give listen.cameras a certificate first (`gantry tls init`)"
    }
    do {
      return "this server's pin:\n\(try KeyPin(ofCertificatesIn: tls.certificate))"
    } catch {
      throw CommandFailure("\(error)")
    }
  }
}
