import Foundation
import Recognition
import Storage
import Synchronization
import Testing
import Traffic

@testable import Office

@Suite("Video watch")
struct VideoWatchTests {
  static let marks = VideoMarks(
    stopLine: .init(from: .init(x: 0.2, y: 0.7), to: .init(x: 0.8, y: 0.7)), redLamp: Box(x: 0.9, y: 0.1, width: 0.02, height: 0.03))
  static let id = CameraID(rawValue: "watched")!
  static let address = "rtsp://user:hunter2@10.0.0.7/stream1"
  static let clip = Data([0, 0, 0, 0x18]) + Data("ftypisom".utf8) + Data(repeating: 7, count: 400)

  /// An office with one video camera.
  private func office(marks: VideoMarks? = marks, maximumBacklog: Int = 100) throws -> TestOffice {
    let office = try TestOffice(reader: FixedReader(texts: []), maximumBacklog: maximumBacklog)
    try office.watch(Self.id, marks: marks, at: Self.address)
    return office
  }

  /// Runs the watch for as long as the test looks at what it does.
  private func watching(
    _ office: TestOffice, _ video: ScriptedVideo, cut: @escaping SightingDesk.Cut = { _, _, _ in clip }, _ look: () async throws -> Void
  ) async throws {
    let watch = VideoWatch(parts: office.parts, intake: office.intake, makeReader: video.reader, cut: cut)
    let running = Task { try await watch.run() }
    do {
      try await look()
    } catch {
      running.cancel()
      try? await running.value
      throw error
    }
    running.cancel()
    try await running.value
    #expect(video.openCount == 0)
  }

  private func eventually(_ what: String, _ check: () async throws -> Bool) async throws {
    for _ in 0..<400 {
      if try await check() { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    Issue.record("never: \(what)")
  }

  /// How many passes of the camera were kept.
  private func passes(_ office: TestOffice) throws -> Int {
    try office.parts.passes.count(of: Self.id, from: TestOffice.now.addingTimeInterval(-7200), to: TestOffice.now.addingTimeInterval(7200))
  }

  /// The one case, once everything that was seen has been settled.
  private func onlyCase(_ office: TestOffice, after captures: Int = 1) async throws -> Case? {
    try await eventually("a capture") { try office.parts.store.pendingInbox().count + passes(office) == captures }
    try await office.settleAll()
    return try await office.onlyCase()
  }

  @Test("a vehicle that is seen passes like any other, and the camera is alive")
  func pass() async throws {
    let office = try office(marks: nil)
    let video = ScriptedVideo(.init(frames: 3, sightings: [.seen()]))
    try await watching(office, video) { () async throws in
      try await eventually("a pass") { try passes(office) == 1 }
      #expect(try await office.allCases().isEmpty)
      #expect(try office.parts.store.unparsedCount() == 0)
      #expect(office.parts.frames.condition(of: Self.id) == .watching)
      #expect(office.parts.frames.view(of: Self.id, now: TestOffice.now) != nil)
    }
    let asked = try #require(video.asked.first)
    #expect(asked.marks == nil && asked.recording == nil)
    #expect(asked.source == .stream(try StreamAddress(Self.address)))
    #expect(try office.parts.store.cameraHealth()[Self.id]?.lastReceivedAt == TestOffice.now)
  }

  @Test("who crosses on red becomes a case with three stills, the best one and a clip, judged from the measurement")
  func crossing() async throws {
    let office = try office()
    let cuts = Mutex<[ClosedRange<Duration>]>([])
    try await watching(office, ScriptedVideo(.init(sightings: [.crossing(red: 3, at: 6)]))) { _, range, _ in
      cuts.withLock { $0.append(range) }
      return Self.clip
    } _: { () async throws in
      let opened = try #require(try await onlyCase(office))
      #expect(opened.violation.kind == .redLight && !opened.violation.isDeclared)
      #expect(opened.violation.measurement?.value == 3)
      #expect(opened.pass.stopLineCrossedAt == TestOffice.now.addingTimeInterval(-4))
      #expect(opened.pass.capturedAt == opened.pass.stopLineCrossedAt)
      #expect(opened.pass.plate?.text == "01A123BC" && opened.pass.direction == .recede)
      #expect(opened.pass.reads.first?.candidates.map(\.plate.text) == ["01A123BC", "01A123BO"])
      #expect(opened.evidence.items.map(\.kind) == [.scene, .scene, .scene, .scene, .clip])
      let takenAfter = opened.evidence.items.compactMap(\.takenAt).map { Int(($0.timeIntervalSince(TestOffice.now) * 10).rounded()) }
      #expect(takenAfter == [-44, -39, -30, -45, -90])
      let kept = try opened.evidence.items.map { try office.parts.store.object($0.object, range: $0.range) }
      #expect(kept == [5.6, 6.1, 7, 5.5].map { VideoFrame.taken($0).jpeg } + [Self.clip])
    }
    #expect(cuts.withLock { $0 } == [.seconds(1)...(.seconds(11))])
  }

  @Test("a crossing too soon after red is no case", arguments: [(5.9, 0), (5.8, 0), (5.5, 1)])
  func grace(red: Double, cases: Int) async throws {
    let office = try office()
    try await watching(office, ScriptedVideo(.init(sightings: [.crossing(red: red, at: 6)]))) { () async throws in
      _ = try await onlyCase(office)
      #expect(try await office.allCases().count == cases)
    }
  }

  @Test("where nobody saw red begin, it counts from the first frame on")
  func unknownBeginning() async throws {
    let office = try office()
    try await watching(office, ScriptedVideo(.init(sightings: [.crossing(red: nil, at: 6)]))) { () async throws in
      #expect(try await onlyCase(office)?.violation.measurement?.value == 6)
    }
  }

  @Test("without a clip, or with one that is too large, the stills are a case")
  func noClip() async throws {
    for cut: SightingDesk.Cut in [{ _, _, _ in throw VideoFault.noClip(reason: "x") }, { _, _, _ in Self.clip + Data(count: 33 << 20) }] {
      let office = try office()
      try await watching(office, ScriptedVideo(.init(sightings: [.crossing(red: 3, at: 6)])), cut: cut) { () async throws in
        #expect(try await onlyCase(office)?.evidence.items.map(\.kind) == [.scene, .scene, .scene, .scene])
      }
    }
  }

  @Test("what is seen while the intake is full waits and comes in, once")
  func fullIntake() async throws {
    let office = try office(maximumBacklog: 1)
    _ = await office.post(TestOffice.capture("\"id\":\"first\",\"violation\":\"red-light\""))
    try await watching(office, ScriptedVideo(.init(sightings: [.crossing(red: 3, at: 6)]))) { () async throws in
      try await Task.sleep(for: .milliseconds(300))
      #expect(try office.parts.store.pendingInbox().count == 1)
      _ = await office.intake.line.next()
      try await eventually("the sighting") { try office.parts.store.pendingInbox().count == 2 }
      try await Task.sleep(for: .milliseconds(200))
      #expect(try office.parts.store.pendingInbox().count == 2)
    }
  }

  @Test("a stream that fails is connected to again, says why meanwhile, and what it had shown is kept")
  func reconnect() async throws {
    let office = try office(marks: nil)
    let video = ScriptedVideo(.init(sightings: [.seen("01A111AA")], fault: .silent(seconds: 10)), .init(sightings: [.seen("01A222AA")]))
    try await watching(office, video) { () async throws in
      try await eventually("the reason") { office.parts.frames.condition(of: Self.id) == .lost("\(VideoFault.silent(seconds: 10))") }
      try await eventually("both") { try passes(office) == 2 }
      try await eventually("watching again") { office.parts.frames.condition(of: Self.id) == .watching }
    }
    #expect(video.asked.count == 2)
  }

  @Test("a refused password is not tried again soon, and a new one at once")
  func refusedPassword() async throws {
    let office = try office(marks: nil)
    let refusal = VideoFault.unreachable(host: "10.0.0.7", reason: .unauthorised)
    let video = ScriptedVideo(.init(frames: 0, fault: refusal))
    try await watching(office, video) { () async throws in
      try await eventually("the reason") { office.parts.frames.condition(of: Self.id) == .lost("\(refusal)") }
      try await Task.sleep(for: .milliseconds(1500))
      #expect(video.asked.count == 1)
      try office.watch(Self.id, marks: nil, at: "rtsp://user:better@10.0.0.7/stream1")
      try await eventually("the new one") { video.asked.count == 2 }
    }
  }

  @Test("new marks begin the watch of their camera anew, a new name does not, and other cameras go on")
  func change() async throws {
    let office = try office(marks: nil)
    try office.watch(CameraID(rawValue: "other")!, marks: nil, at: "rtsp://10.0.0.8/1")
    let video = ScriptedVideo()
    try await watching(office, video) { () async throws in
      try await eventually("two streams") { video.openCount == 2 }
      try office.parts.store.setMarks(Self.marks, of: Self.id)
      try office.parts.directory.refresh(from: office.parts.store)
      try await eventually("marks") { video.asked.count == 3 && video.openCount == 2 }
      #expect(video.asked.last?.marks == Self.marks)
      var renamed = try #require(try office.parts.store.camera(Self.id))
      renamed.name = "Another name"
      try office.parts.store.save(renamed, key: nil)
      try office.parts.directory.refresh(from: office.parts.store)
      try await Task.sleep(for: .milliseconds(1300))
      #expect(video.asked.count == 3)
      renamed.isEnabled = false
      try office.parts.store.save(renamed, key: nil)
      try office.parts.directory.refresh(from: office.parts.store)
      try await eventually("one stream") { video.openCount == 1 }
      try await eventually("nothing of it") { office.parts.frames.condition(of: Self.id) == nil }
    }
  }

  @Test(
    "a stream's room is in memory, for its owner alone, and gone after a stop", .enabled(if: ClipRoom.isInMemory(URL(fileURLWithPath: "/dev/shm"))))
  func room() async throws {
    let office = try office()
    let video = ScriptedVideo()
    var folder: URL?
    try await watching(office, video) { () async throws in
      try await eventually("a connection") { video.asked.count == 1 }
      let ring = try #require(video.asked.first?.recording)
      folder = ring.folder.deletingLastPathComponent()
      for place in [ring.folder, ring.folder.deletingLastPathComponent()] {
        #expect(try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions] as? Int == 0o700)
      }
      try Data("clear".utf8).write(to: ring.folder.appending(path: "000.mkv"))
    }
    #expect(!FileManager.default.fileExists(atPath: try #require(folder).path))
  }

  @Test("a camera's order tells nobody its password")
  func secret() throws {
    let office = try office()
    let order = WatchOrder(try #require(office.parts.directory.camera(Self.id)), address: try StreamAddress(Self.address))
    for text in ["\(order)", String(reflecting: order)] {
      #expect(text.contains("10.0.0.7") && !text.contains("hunter2") && !text.contains("stream1"))
    }
  }
}

extension TestOffice {
  /// Adds a video camera, or changes it, as the command line does.
  func watch(_ id: CameraID, marks: VideoMarks?, at address: String) throws {
    var camera = Self.camera(id.rawValue, dialect: .video)
    camera.video = Camera.Video(marks: marks)
    try parts.store.save(camera, key: nil, stream: address)
    try parts.directory.refresh(from: parts.store)
  }
}
