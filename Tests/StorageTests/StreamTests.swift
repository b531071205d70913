import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("Video cameras")
struct StreamTests {
  private static let address = "rtsp://user:hunter2@10.0.0.7/stream1"
  private static let marks = VideoMarks(
    stopLine: .init(from: .init(x: 0.2, y: 0.7), to: .init(x: 0.8, y: 0.7)), redLamp: Box(x: 0.9, y: 0.1, width: 0.02, height: 0.03))

  let desk: Desk
  let place = Coordinate(latitude: 41, longitude: 69)!

  init() throws { desk = try Desk() }

  private func camera(_ dialect: Camera.Dialect = .video, marks: VideoMarks? = nil) -> Camera {
    Camera(
      id: Desk.camera, site: Desk.site, name: "V", dialect: dialect, coordinate: place, video: dialect == .video ? Camera.Video(marks: marks) : nil)
  }

  private func rows() throws -> Int {
    try desk.store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM camera_streams") } ?? -1
  }

  @Test("An address is kept, replaced, and kept again where none is given")
  func address() throws {
    #expect(try desk.store.stream(of: Desk.camera) == nil)
    try desk.store.save(camera(), key: nil, stream: Self.address)
    #expect(try desk.store.stream(of: Desk.camera) == Self.address)
    try desk.store.save(camera(marks: Self.marks), key: nil)
    #expect(try desk.store.stream(of: Desk.camera) == Self.address)
    try desk.store.save(camera(), key: nil, stream: "rtsp://elsewhere.example/1")
    #expect(try desk.store.stream(of: Desk.camera) == "rtsp://elsewhere.example/1")
    #expect(try rows() == 1)
  }

  @Test("A camera that is watched no longer has no address, also where one is given")
  func noLongerVideo() throws {
    try desk.store.save(camera(), key: nil, stream: Self.address)
    try desk.store.save(camera(.gantry), key: nil, stream: Self.address)
    #expect(try desk.store.stream(of: Desk.camera) == nil)
    #expect(try rows() == 0)
  }

  @Test("An address that was put to another camera does not open")
  func swapped() throws {
    try desk.store.save(camera(), key: nil, stream: Self.address)
    try desk.store.write { db in try db.execute(sql: "UPDATE camera_streams SET camera = 'another'") }
    #expect(throws: StorageFault.damaged("A row of camera_streams")) { try desk.store.stream(of: CameraID(unchecked: "another")) }
  }

  @Test("Marks are changed alone, and the running server is told")
  func marks() throws {
    try desk.store.save(camera(), key: "key", stream: Self.address)
    let before = try desk.store.dataVersion
    try desk.store.setMarks(Self.marks, of: Desk.camera)
    #expect(try desk.store.camera(Desk.camera) == camera(marks: Self.marks))
    #expect(try desk.store.dataVersion != before)
    #expect(try desk.store.camera(withKey: "key") == Desk.camera)
    #expect(try desk.store.stream(of: Desk.camera) == Self.address)
    try desk.store.setMarks(nil, of: Desk.camera)
    #expect(try desk.store.camera(Desk.camera)?.video == Camera.Video())
  }

  @Test("Only a camera that is watched has marks")
  func foreignMarks() throws {
    #expect(throws: StorageFault.notFound("A video camera tas-014-a")) { try desk.store.setMarks(Self.marks, of: Desk.camera) }
    try desk.store.save(camera(.hikvision), key: "key")
    #expect(throws: StorageFault.notFound("A video camera tas-014-a")) { try desk.store.setMarks(Self.marks, of: Desk.camera) }
    #expect(try desk.store.camera(Desk.camera) == camera(.hikvision))
  }
}
