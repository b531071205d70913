import Access
import Foundation
import NIOHTTP1
import Testing

@testable import RoadsideAgent

@Suite("What an agent is told")
struct AgentSettingsTests {
  private static let pin = "sha256/\(Data(count: 32).base64EncodedString())"
  private static let good = AgentSettings(
    server: "https://gantry.example:8081", pins: [pin], listen: "127.0.0.1:8091", allow: ["10.2.0.7", "fd00::/64"], signs: false)

  private static func changed(_ change: (inout AgentSettings) -> Void) -> AgentSettings {
    var settings = good
    change(&settings)
    return settings
  }

  @Test("a server, its key, where to listen and whom to listen to")
  func sound() throws {
    try Self.good.check()
    #expect(try Self.good.endpoint == ("gantry.example", 8081) && Self.good.listener == ("127.0.0.1", 8091))
    #expect(try Self.changed { $0.server = "https://[::1]:9" }.endpoint == ("::1", 9))
    #expect(try Self.changed { $0.server = "https://gantry.example" }.endpoint.port == 443)
    #expect(try Self.changed { $0.listen = "[::1]:8091" }.listener == ("::1", 8091))
  }

  @Test("nothing less", arguments: [
    changed { $0.server = "http://gantry.example:8081" }, changed { $0.server = "gantry.example" }, changed { $0.server = "https://gantry.example/v1" },
    changed { $0.pins = [] }, changed { $0.pins = ["sha256/AAAA"] }, changed { $0.pins.append("nothing") }, changed { $0.listen = "8091" },
    changed { $0.listen = "127.0.0.1:99999" }, changed { $0.allow = [] }, changed { $0.allow = ["camera"] }, changed { $0.allow = ["0.0.0.0/0"] },
  ])
  func unsound(settings: AgentSettings) { #expect(throws: AgentFault.self) { try settings.check() } }

  @Test("stands in a folder of its own, whose keys are its owner's alone")
  func folder() throws {
    let folder = AgentFolder(FileManager.default.temporaryDirectory.appending(path: "gantry-agent-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: folder.url) }
    #expect(throws: AgentFault.self) { try folder.settings() }
    #expect(throws: AgentFault.self) { try folder.certificate() }
    try folder.make()
    try folder.keep(Self.good)
    let key = DeviceKey()
    try folder.keep(key)
    let until = Date(timeIntervalSince1970: 1_795_262_400)
    let certificate = AgentCertificate(camera: "tas-014-a", certificate: "c", chain: "d", notAfter: until, renewAfter: until - 60)
    try folder.keep(certificate)
    #expect(try folder.settings() == Self.good && folder.certificate() == certificate && folder.key().pem == key.pem)
    let file = folder.url.appending(path: "device.key").path
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    #expect(throws: AgentFault.self) { try folder.key() }
    #expect(throws: AgentFault.self) { try folder.signingKey() }
    #expect(throws: AgentFault.self) { try ServerLine(to: Self.good, showing: (certificate, key)) }
  }

  @Test("who cannot be reached is told so in words")
  func unreachable() async throws {
    let line = try ServerLine(to: Self.changed { $0.server = "https://127.0.0.1:1" }, showing: nil)
    await #expect(throws: AgentFault.self) { try await line.send(.GET, "/healthz") }
  }

  @Test("the request of a device is one that the server takes")
  func request() throws {
    let key = DeviceKey()
    #expect(try CameraSigningRequest(pem: key.signingRequest).pin == CameraSigningRequest(pem: DeviceKey(pem: key.pem).signingRequest).pin)
    #expect(throws: CameraCertificateFault.unsuitableKey) { try DeviceKey(pem: "nothing") }
  }
}
