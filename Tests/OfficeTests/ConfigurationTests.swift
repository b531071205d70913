import Foundation
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

  @Test("an address that the network can reach is refused", arguments: ["0.0.0.0:8080", "192.0.2.1:8080", "'[::]:8080'"])
  func openListener(address: String) {
    #expect(faults("listen:\n  office: \(address)\n").contains { $0.key == "listen" && $0.message.contains("loopback") })
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
