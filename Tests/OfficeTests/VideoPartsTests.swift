import Foundation
import Recognition
import Testing
import Traffic

@testable import Office

@Suite("Video watch: its parts")
struct VideoPartsTests {
  private static let id = CameraID(rawValue: "watched")!
  private static let nothing = Reading(pixelWidth: 32, pixelHeight: 32, milliseconds: 1, plates: [])

  // MARK: Waiting

  @Test("each wait is longer than the one before, up to a minute, and no two cameras wait alike")
  func backoff() {
    var backoff = Backoff()
    let shortest = (0..<9).map { _ in backoff.next(random: 0) }
    #expect(shortest == [0.5, 1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
    #expect(backoff.next(random: 1) == .seconds(60))
    backoff.reset()
    #expect(backoff.next(random: 1) == .seconds(1))
    #expect(Set((0..<20).map { _ in Backoff().first() }).count > 1)
  }

  @Test("signs of life are told at once and then now and then")
  func pulse() async {
    let told = Told()
    let pulse = Pulse { await told.add($0) }
    #expect(pulse.age == .zero)
    for second in 0...95 { await pulse.beat(at: TestOffice.now + Double(second)) }
    #expect(await told.instants == [0, 30, 60, 90].map { TestOffice.now + $0 })
    #expect(pulse.age == .seconds(95))
  }

  // MARK: What may be seen

  @Test("a view is made at once, then every minute, and every two seconds while somebody looks")
  func pace() {
    let board = FrameBoard()
    let start = TestOffice.now
    func offer(_ seconds: Double) { board.offer(TestPicture.jpeg, Self.nothing, of: Self.id, at: start + seconds) }
    func shown(_ seconds: Double) -> Double? { board.view(of: Self.id, now: start + seconds)?.takenAt.timeIntervalSince(start) }
    offer(0)
    #expect(shown(0) == nil, "a camera that is not watched has no view")
    board.note(.connecting, of: Self.id)
    offer(1)
    for second in 2...59 { offer(Double(second)) }
    #expect(shown(-100) == 1)
    offer(61)
    #expect(shown(61) == 61)
    offer(62)
    #expect(shown(62) == 61)
    offer(63)
    #expect(shown(63) == 63)
    board.forget(Self.id)
    #expect(shown(64) == nil && board.condition(of: Self.id) == nil)
  }

  @Test("a frame that cannot be decoded makes no view and takes none away")
  func damagedFrame() {
    let board = FrameBoard()
    board.note(.watching, of: Self.id)
    board.offer(Data("no picture".utf8), Self.nothing, of: Self.id, at: TestOffice.now)
    #expect(board.view(of: Self.id, now: TestOffice.now) == nil)
    board.offer(TestPicture.jpeg, Self.nothing, of: Self.id, at: TestOffice.now + 61)
    board.offer(Data("no picture".utf8), Self.nothing, of: Self.id, at: TestOffice.now + 200)
    #expect(board.view(of: Self.id, now: TestOffice.now)?.takenAt == TestOffice.now + 61)
  }

  // MARK: Clear video

  @Test("clear video is put into memory and nowhere else")
  func memoryOnly() throws {
    let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    try #require(!ClipRoom.isInMemory(home), "the sources lie on a disk")
    #expect(throws: VideoWatchFault.notInMemory(path: home.path)) { try ClipRoom(in: home, for: home, ringBytes: 1000) }
    #expect(!ClipRoom.isInMemory(URL(fileURLWithPath: "/dev/shm/nowhere")))
  }

  @Test("a room is emptied at start, and its cameras keep to their bytes", .enabled(if: ClipRoom.isInMemory(URL(fileURLWithPath: "/dev/shm"))))
  func room() throws {
    let data = URL(fileURLWithPath: "/nowhere/\(UUID().uuidString)")
    let memory = URL(fileURLWithPath: "/dev/shm")
    let first = try ClipRoom(in: memory, for: data, ringBytes: 1000)
    defer { try? first.empty() }
    let left = try first.ring(for: Self.id).folder.appending(path: "000.mkv")
    try Data("clear".utf8).write(to: left)

    let room = try ClipRoom(in: memory, for: data, ringBytes: 1000)
    #expect(room.folder == first.folder && !FileManager.default.fileExists(atPath: left.path))
    let other = try ClipRoom(in: memory, for: data.appending(path: "other"), ringBytes: 1000)
    defer { try? other.empty() }
    #expect(other.folder != room.folder)

    let ring = try room.ring(for: Self.id)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: room.folder.path)
    #expect(throws: VideoWatchFault.notOurs(path: room.folder.path)) { try room.ring(for: Self.id) }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: room.folder.path)
    _ = try room.ring(for: Self.id)
    for number in 0..<4 {
      let file = ring.folder.appending(path: "00\(number).mkv")
      try Data(count: 400).write(to: file)
      try FileManager.default.setAttributes([.modificationDate: TestOffice.now + Double(number)], ofItemAtPath: file.path)
    }
    try Data(count: 900).write(to: ring.folder.appending(path: "segments.csv"))
    try room.trim(ring)
    #expect(try FileManager.default.contentsOfDirectory(atPath: ring.folder.path).sorted() == ["002.mkv", "003.mkv", "segments.csv"])
    try Data(count: 1001).write(to: ring.folder.appending(path: "004.mkv"))
    #expect(throws: VideoWatchFault.ringTooLarge) { try room.trim(ring) }
  }

  /// What a pulse told.
  private actor Told {
    var instants: [Date] = []
    func add(_ instant: Date) { instants.append(instant) }
  }
}

extension Backoff {
  /// The first wait of a fresh one.
  fileprivate consuming func first() -> Duration { next() }
}
