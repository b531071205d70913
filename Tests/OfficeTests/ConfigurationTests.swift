import Access
import Foundation
import HTTPTypes
import Testing

@testable import Office

@Suite("Configuration file")
struct ConfigurationTests {
  private let base = URL(fileURLWithPath: "/srv/gantry")

  private func read(_ yaml: String) throws(ConfigurationFaults) -> Configuration {
    try Configuration(yaml: yaml, name: "gantry.yaml", base: base)
  }

  private func faults(_ yaml: String) -> [ConfigurationFault] {
    do {
      _ = try read(yaml)
      return []
    } catch {
      return error.faults
    }
  }

  @Test("an empty file has every default and listens on loopback only")
  func defaults() throws {
    let configuration = try read("")
    #expect(configuration.office == .init(host: "127.0.0.1", port: 8080))
    #expect(configuration.cameras == .init(host: "127.0.0.1", port: 8081))
    #expect(configuration.data.path == "/srv/gantry/data")
    #expect(configuration.retention.passDays == 30)
    #expect(configuration.intake.maximumBodyBytes == 32 << 20)
  }

  @Test("values are read with their units")
  func values() throws {
    let configuration = try read(
      """
      data: /var/lib/gantry
      sessions: {idle: 5min, absolute: 2h}
      intake: {maximum_body: 512KiB, clock_tolerance: 90s}
      log: {level: debug, format: json}
      """)
    #expect(configuration.data.path == "/var/lib/gantry")
    #expect(configuration.sessions.idle == .seconds(300))
    #expect(configuration.intake.maximumBodyBytes == 512 << 10)
    #expect(configuration.log.format == .json)
  }

  @Test("a misspelt key is a fault that names key and line")
  func unknownKey() {
    let found = faults("data: x\nlisten:\n  ofice: 127.0.0.1:1\n")
    #expect(found.map(\.key) == ["listen.ofice"])
    #expect(found.first?.line == 3)
    #expect(found.first?.message.contains("cameras, office") == true)
  }

  @Test("all faults are told at once")
  func allFaults() {
    let found = faults("sessions:\n  idle: soon\nintake:\n  workers: 0\n  maximum_body: lots\nlog:\n  level: loud\n")
    #expect(found.map(\.key) == ["sessions.idle", "intake.workers", "intake.maximum_body", "log.level"])
    #expect(found.map(\.line) == [2, 4, 5, 7])
  }

  @Test("a listener is an address, or a section with certificate, list and proxy")
  func listeners() throws {
    let configuration = try read(
      """
      listen:
        office:
          address: "[::]:8443"
          tls: {certificate: tls/server.pem, key: tls/server.key}
          allow: [10.1.0.0/16, fd00::/8, 192.0.2.7]
        cameras: "[::1]:8081"
        public: {address: 127.0.0.1:8082, allow: everyone, client_field: X-Forwarded-For}
      """)
    #expect(configuration.office.host == "::" && configuration.office.port == 8443 && !configuration.office.isLoopback)
    #expect(configuration.office.tls == .init(certificate: URL(fileURLWithPath: "/srv/tls/server.pem"), key: URL(fileURLWithPath: "/srv/tls/server.key")))
    #expect(configuration.office.allow == .ranges([AddressRange("10.1.0.0/16")!, AddressRange("fd00::/8")!, AddressRange("192.0.2.7")!]))
    #expect(configuration.cameras == .init(host: "::1", port: 8081) && configuration.cameras.isLoopback)
    #expect(configuration.publicListener.allow == .everyone && configuration.publicListener.clientField?.canonicalName == "x-forwarded-for")
  }

  @Test("what is no listener is a fault that names key and line", arguments: [
    ("office: 8080", "listen.office"), ("office: gantry.example:8080", "listen.office"), ("office: '::1:8080'", "listen.office"),
    ("office: '[127.0.0.1]:80'", "listen.office"), ("office: 127.0.0.1:70000", "listen.office"), ("office: [127.0.0.1]", "listen.office"),
    ("office: {adress: 127.0.0.1:80}", "listen.office.adress"), ("office: {address: here}", "listen.office.address"),
    ("office: {tls: yes}", "listen.office.tls"), ("office: {tls: {key: a}}", "listen.office.tls.certificate"),
    ("office: {tls: {certificate: a}}", "listen.office.tls.key"), ("office: {tls: {certificate: a, key: gantry/data/b}}", "listen.office.tls.key"),
    ("office: {allow: nobody}", "listen.office.allow"), ("office: {allow: [10.1.2.3/16]}", "listen.office.allow"),
    ("office: {allow: [gantry.example]}", "listen.office.allow"), ("public: {client_field: 'a b'}", "listen.public.client_field"),
    ("public: {address: 0.0.0.0:80, client_field: X-Forwarded-For}", "listen.public.client_field"),
    ("office: {tls: {certificate: a, key: 'credential:tls.key'}}", "listen.office.tls.key"),
    ("office: {tls: {certificate: a, key: 'credential:../key'}}", "listen.office.tls.key"),
  ])
  func badListeners(_ line: String, _ key: String) {
    let found = faults("listen:\n  \(line)\n")
    #expect(found.map(\.key).contains(key), "\(found)")
    #expect(found.allSatisfy { $0.line ?? 2 == 2 })
  }

  @Test("the place where client_field was is told where it belongs")
  func movedClientField() {
    #expect(faults("public: {client_field: X-Forwarded-For}").first?.message.contains("listen.public.client_field") == true)
  }

  @Test("a key inside the data folder is refused")
  func keyInsideData() {
    #expect(faults("data: data\nkey: data/server.key\n").contains { $0.key == "key" })
  }

  @Test("text that is not YAML is told with its line", arguments: ["data: [1", "a: b: c", "\t- x"])
  func notYAML(text: String) {
    let found = faults(text)
    #expect(found.count == 1)
    #expect(found.first?.message.contains("YAML") == true)
  }

  @Test("sections that are not sections are faults and never a crash", arguments: ["listen: 5", "sessions: [1, 2]", "- a\n- b", "rules: 7", "rules: {rules: 7}"])
  func wrongShapes(text: String) {
    #expect(!faults(text).isEmpty)
  }

  @Test("durations", arguments: [("500ms", 0.5), ("90s", 90), ("15min", 900), ("8h", 28800), ("30d", 2_592_000)])
  func durations(text: String, seconds: Double) {
    #expect(Duration(written: text)?.seconds == seconds)
  }

  @Test("what is no duration", arguments: ["", "5", "-1s", "0s", "1.5h", "99999999999999999999d", "4000d", "s", "1 week"])
  func noDurations(text: String) {
    #expect(Duration(written: text) == nil)
  }

  @Test("video has defaults that fit most cameras")
  func video() throws {
    let video = try read("").video
    #expect(video.framesPerSecond == 8 && video.clip == .seconds(10) && video.ringBytes == 128 << 20 && video.ffmpeg == nil)
    #expect(video.memoryFolder.path == "/dev/shm")
    let own = try read("video: {ffmpeg: /bin/sh, frames_per_second: 12, clip: 6s, memory_per_camera: 64MiB}").video
    #expect(own.ffmpeg?.path == "/bin/sh" && own.framesPerSecond == 12 && own.clip == .seconds(6) && own.ringBytes == 64 << 20)
  }

  @Test("video's faults are told with what would be right")
  func videoFaults() {
    let found = faults("video:\n  frames_per_second: 60\n  clip: 5min\n  ffmpeg: /nowhere/ffmpeg\n  memory_folder: /\n  memory: 1MiB\n")
    #expect(found.map(\.key) == ["video.frames_per_second", "video.clip", "video.ffmpeg", "video.memory_folder", "video.memory"])
    #expect(found.map(\.line) == [2, 3, 4, 5, 6])
    #expect(found[1].message.contains("2s to 30s") && found[3].message.contains("/dev/shm"))
    #expect(faults("video: {clip: 1s}").map(\.key) == ["video.clip"])
  }
}
