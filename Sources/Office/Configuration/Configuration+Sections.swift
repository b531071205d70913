import Foundation
import Recognition
import TransparencyLog
import Witnessing

extension Configuration.Sessions {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("sessions")
    idle = section.duration("idle", default: .seconds(15 * 60))
    absolute = section.duration("absolute", default: .seconds(8 * 3600))
    if idle > .seconds(30 * 60) { section.note("idle", "is longer than 30 minutes; a place that nobody uses has to lock by then") }
    if absolute > .seconds(24 * 3600) { section.note("absolute", "is longer than 24 hours; people sign in at least once a day") }
    if absolute < idle { section.note("absolute", "is shorter than sessions.idle; it must be at least as long") }
    section.refuseOthers()
  }
}

extension Configuration.Intake {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("intake")
    maximumBodyBytes = section.bytes("maximum_body", default: 32 << 20)
    clockTolerance = section.duration("clock_tolerance", default: .seconds(60))
    workers = section.integer("workers", default: 2, in: 1...64)
    maximumBacklog = section.integer("maximum_backlog", default: 2000, in: 1...1_000_000)
    section.refuseOthers()
  }
}

extension Configuration.Recognition {
  init(_ root: inout ConfigurationSection) {
    let installed = try? Installation.found()
    var section = root.section("recognition")
    models = section.optionalFile("models") ?? installed?.models
    onnxRuntime = section.optionalFile("onnxruntime") ?? installed?.onnxRuntime
    lanes = section.integer("lanes", default: 1, in: 1...64)
    section.refuseOthers()
  }
}

extension Configuration.Video {
  /// The longest clip that is cut. A body of 32 MiB holds no more of a stream of 8 Mbit/s.
  private static let longestClip = Duration.seconds(30)

  init(_ root: inout ConfigurationSection) {
    var section = root.section("video")
    ffmpeg = section.optionalFile("ffmpeg")
    framesPerSecond = section.integer("frames_per_second", default: 8, in: 1...25)
    clip = section.duration("clip", default: .seconds(10))
    memoryFolder = section.file("memory_folder", default: URL(fileURLWithPath: "/dev/shm", isDirectory: true))
    ringBytes = section.bytes("memory_per_camera", default: 128 << 20)
    if clip < .seconds(2) || clip > Self.longestClip { section.note("clip", "a duration from 2s to \(Self.longestClip.components.seconds)s belongs here") }
    if let ffmpeg, !FileManager.default.isExecutableFile(atPath: ffmpeg.path) {
      section.note("ffmpeg", "no program lies there; leave the key out to have ffmpeg looked for")
    }
    if section.has("memory_folder"), !ClipRoom.isInMemory(memoryFolder) {
      section.note("memory_folder", "is not a folder in memory (tmpfs); clear video is not put on a disk: name one such as /dev/shm")
    }
    section.refuseOthers()
  }
}

extension Configuration.Transparency {
  init(_ root: inout ConfigurationSection, base: URL) {
    var section = root.section("transparency")
    origin = section.text("origin", default: "gantry.invalid/audit")
    key = section.secret("key") ?? base.appending(path: "keys/log.key")
    witnesses = Self.witnesses(&section)
    figures = section.duration("figures", default: .seconds(3600))
    if figures < .seconds(10) || figures > .seconds(86_400) { section.note("figures", "a duration from 10s to 24h belongs here") }
    if (try? NoteKey(name: origin, kind: .log, publicKey: Data(count: 32))) == nil {
      section.note("origin", "a name such as gantry.example/audit belongs here, without spaces and `+`")
    }
    section.refuseOthers()
  }
}

extension Configuration.Transparency {
  private static func witnesses(_ section: inout ConfigurationSection) -> WitnessPolicyFile? {
    guard let file = section.optionalFile("witnesses") else { return nil }
    do {
      return try WitnessPolicyFile(file)
    } catch {
      section.note("witnesses", "\(error)")
      return nil
    }
  }
}

extension Configuration.Retention {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("retention")
    passDays = Self.passDays(&section)
    rejected = section.duration("rejected", default: .seconds(72 * 3600))
    unparsed = section.duration("unparsed", default: .seconds(7 * 86_400))
    closed = section.has("closed") ? section.duration("closed", default: .seconds(0)) : nil
    audit = section.duration("audit", default: .seconds(400 * 86_400))
    if audit < Self.shortestAudit { section.note("audit", "at least 365d belongs here: a year's records are kept by law") }
    section.refuseOthers()
  }

  private static let standardDays = 30
  private static let shortestAudit = Duration.seconds(365 * 86_400)

  /// The presets are laws: immediate (Germany, § 163g StPO), 21d (Virginia, Maine, Connecticut), 30d, 60d (Minnesota), 90d (Kentucky), 12months (United
  /// Kingdom). What a law wants gone within minutes (New Hampshire: three) must not be written either.
  private static func passDays(_ section: inout ConfigurationSection) -> Int {
    guard let text = section.optionalText("passes") else { return standardDays }
    if text == "immediate" { return 0 }
    if text == "12months" { return 365 }
    guard let days = Duration(written: text).map({ $0.seconds / 86_400 }), days >= 1, days <= 366, days.rounded() == days else {
      section.note("passes", "`immediate`, whole days such as 21d, 30d or 90d, or `12months` belongs here: keys are destroyed by the day")
      return standardDays
    }
    return Int(days)
  }
}

extension Configuration.Map {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("map")
    tiles = section.optionalText("tiles")
    attribution = section.optionalText("attribution")
    if let tiles, !tiles.contains("{z}") || !tiles.contains("{x}") || !tiles.contains("{y}") || URL(string: tiles.filter { !"{}".contains($0) })?.host() == nil {
      section.note("tiles", "a template such as https://tiles.example/{z}/{x}/{y}.png belongs here")
    }
    section.refuseOthers()
  }
}

extension Configuration.Web {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("web")
    folder = section.file("folder", default: ((try? Installation.home()) ?? URL(fileURLWithPath: "/usr/share/gantry")).appending(path: "Web"))
    libraries = section.file("libraries", default: URL(fileURLWithPath: "/usr/share/javascript"))
    section.refuseOthers()
  }
}

extension Configuration.Log {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("log")
    level = section.text("level", default: "info")
    if !["trace", "debug", "info", "notice", "warning", "error", "critical"].contains(level) {
      section.note("level", "one of trace, debug, info, notice, warning, error, critical belongs here")
    }
    format = section.choice("format", default: Format.text)
    section.refuseOthers()
  }
}
