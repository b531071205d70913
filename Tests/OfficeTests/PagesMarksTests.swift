import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Recognition
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: stop line and lamp")
struct PagesMarksTests {
  private static let id = CameraID(rawValue: "watched")!
  private static let path = "/cameras/watched/marks"
  private static let form: KeyValuePairs = ["x1": "0.2", "y1": "0.7", "x2": "0.8", "y2": "0,72", "x": "0.9", "y": "0.1", "w": "0.02", "h": "0.03"]
  private static let marks = VideoMarks(
    stopLine: .init(from: .init(x: 0.2, y: 0.7), to: .init(x: 0.8, y: 0.72)), redLamp: Box(x: 0.9, y: 0.1, width: 0.02, height: 0.03))

  private func office() throws -> PagesOffice {
    let office = try PagesOffice()
    try office.office.watch(Self.id, marks: nil, at: "rtsp://user:hunter2@camera.example:554/secret-path")
    return office
  }

  private func stored(_ office: PagesOffice) throws -> VideoMarks? { try office.parts.store.camera(Self.id)?.video?.marks }

  @Test("a supervisor draws and removes them, and the watch is told at once")
  func draw() async throws {
    let office = try office()
    try await office.browse { client in
      let supervisor = try await office.person("Sardor Aliyev", .supervisor, using: client)
      let before = try await supervisor.get(Self.path)
      #expect(before.status == .ok && before.text.contains("no red light is enforced here"))
      let generation = office.parts.directory.current.generation
      let answer = try await supervisor.post(Self.path, Self.form)
      #expect(answer.status == .seeOther && answer.headers[.location] == Self.path + "?said=marks-saved")
      #expect(try stored(office) == Self.marks)
      #expect(office.parts.directory.camera(Self.id)?.video?.marks == Self.marks && office.parts.directory.current.generation > generation)
      let after = try await supervisor.get(Self.path + "?said=marks-saved")
      #expect(after.text.contains("Stored.") && after.text.contains("name=\"y2\" value=\"0.72\""))
      #expect(try await supervisor.post(Self.path + "/remove").status == .seeOther)
      #expect(try stored(office) == nil)
    }
  }

  @Test(
    "numbers that cannot be right come back with what would be",
    arguments: [("x1", "1.5", "ends of the stop line"), ("x2", "0.2", "fiftieth"), ("w", "0", "lamp"), ("h", "wide", "all eight"), ("y", "", "all eight")])
  func refused(field: String, value: String, words: String) async throws {
    let office = try office()
    try await office.browse { client in
      let supervisor = try await office.person("Sardor Aliyev", .supervisor, using: client)
      let body = Self.form.map { "\($0.key)=\($0.key == field ? value : $0.key == "y2" ? "0.7" : $0.value)" }.joined(separator: "&")
      let answer = try await supervisor.client.execute(
        uri: Self.path, method: .post,
        headers: [.cookie: supervisor.cookie ?? "", .contentType: "application/x-www-form-urlencoded", HTTPField.Name("Sec-Fetch-Site")!: "same-origin"],
        body: ByteBuffer(string: body)
      ) { $0 }
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains(words))
      if field != "y" { #expect(answer.text.contains("value=\"\(value)\"")) }
      #expect(try stored(office) == nil)
    }
  }

  @Test("of the stream's address the host is shown and nothing else")
  func host() async throws {
    let office = try office()
    try await office.browse { client in
      let supervisor = try await office.person("Sardor Aliyev", .supervisor, using: client)
      for path in [Self.path, "/cameras", "/data/cameras", "/data/cameras/watched/watch"] {
        let text = try await supervisor.get(path).text
        #expect(!text.contains("hunter2") && !text.contains("secret-path") && !text.contains("user:"), "\(path)")
      }
      #expect(try await supervisor.get(Self.path).text.contains("camera.example:554"))
    }
  }

  @Test("the picture is there once a frame came, and the page says how the watch goes")
  func picture() async throws {
    let office = try office()
    let frames = office.parts.frames
    try await office.browse { client in
      let supervisor = try await office.person("Sardor Aliyev", .supervisor, using: client)
      #expect(try await supervisor.get("/cameras/watched/frame").status == .notFound)
      #expect(try await supervisor.get(Self.path).text.contains("no plate reader is installed"))
      frames.note(.lost("the stream gave no frame for 10 seconds"), of: Self.id)
      #expect(try await supervisor.get("/data/cameras/watched/watch").text.contains("Not watching: the stream gave no frame for 10 seconds"))
      frames.note(.watching, of: Self.id)
      frames.offer(TestPicture.jpeg, Reading(pixelWidth: 32, pixelHeight: 32, milliseconds: 1, plates: []), of: Self.id, at: TestOffice.now)
      let frame = try await supervisor.get("/cameras/watched/frame")
      #expect(frame.status == .ok && frame.headers[.contentType] == "image/jpeg" && frame.headers[.cacheControl] == "no-store")
      #expect(try Picture.verify(frame.bytes) == Picture.size(of: TestPicture.jpeg))
      #expect(try await supervisor.get(Self.path).text.contains("data-at=\"2026-11-21T09:15:30.000Z\""))
    }
  }

  @Test("only supervisors may see and draw", arguments: [Role.officer, .dispatcher, .investigator, .auditor, .administrator])
  func others(_ role: Role) async throws {
    let office = try office()
    try await office.browse { client in
      let somebody = try await office.person("Somebody", role, using: client)
      for path in [Self.path, "/cameras/watched/frame", "/data/cameras/watched/watch"] {
        #expect(try await somebody.get(path).status == .forbidden, "\(path)")
      }
      #expect(try await somebody.post(Self.path, Self.form).status == .forbidden)
      #expect(try await somebody.post(Self.path + "/remove").status == .forbidden)
      #expect(try stored(office) == nil)
      if role == .officer || role == .administrator { #expect(try await !somebody.get("/cameras").text.contains("/marks")) }
    }
  }

  @Test("a form from elsewhere, and one for a camera that is not watched, change nothing")
  func elsewhere() async throws {
    let office = try office()
    try await office.browse { client in
      let supervisor = try await office.person("Sardor Aliyev", .supervisor, using: client)
      #expect(try await supervisor.post(Self.path, Self.form, isForeign: true).status == .forbidden)
      #expect(try stored(office) == nil)
      for camera in ["reads", "nobody", "..%2fwatched"] {
        #expect(try await supervisor.get("/cameras/\(camera)/marks").status == .notFound, "\(camera)")
        #expect(try await supervisor.post("/cameras/\(camera)/marks", Self.form).status == .notFound, "\(camera)")
      }
      #expect(try await supervisor.get("/cameras").text.contains("href=\"/cameras/watched/marks\""))
    }
  }
}
