import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Recognition
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: redaction")
struct PagesRedactionTests {
  private static let offender = "01A123BC"
  private static let somebody = "99Z999ZZ"
  private static let redacted = HTTPField.Name("Gantry-Redacted")!

  @Test("a view shows the offender's plate and not the other one; the original stays what was sent")
  func others() async throws {
    let office = try PagesOffice(reader: SwitchedReader(texts: [Self.offender, Self.somebody]))
    let picture = try Self.picture()
    let opened = try await office.openCase(picture: picture)
    let item = try #require(opened.evidence.items.first)
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      for longer in ["", "?longer=1280"] {
        let answer = try await browser.get("/cases/\(opened.id)/media/\(item.id)\(longer)")
        #expect(answer.headers[Self.redacted] == "others")
        let bare = try Picture.scaled(picture, longerSide: longer.isEmpty ? 1600 : 1280)
        #expect(try Self.part(answer.bytes, Self.offendersPlate) == Self.part(bare, Self.offendersPlate))
        #expect(try Self.part(answer.bytes, Self.road) == Self.part(bare, Self.road))
        #expect(try Self.part(answer.bytes, Self.somebodysPlate) != Self.part(bare, Self.somebodysPlate))
        #expect(try Self.part(answer.bytes, Self.somebodysPlate).count < Self.part(bare, Self.somebodysPlate).count)
      }
      let boss = try await office.person("Two", .supervisor, using: client)
      let original = try await boss.get("/cases/\(opened.id)/media/\(item.id)/original")
      #expect(original.bytes == picture)
      #expect(original.headers[.eTag] == "\"\(item.sha256)\"")
      #expect(try await browser.get("/cases/\(opened.id)").text.contains("Other vehicles’ plates and all windscreens are blurred"))
    }
  }

  @Test("where the reader fails everything but the vehicle is hidden, until it answers again")
  func failure() async throws {
    let reader = SwitchedReader(texts: [Self.offender, Self.somebody])
    let office = try PagesOffice(reader: reader)
    let picture = try Self.picture()
    let opened = try await office.openCase(picture: picture)
    let item = try #require(opened.evidence.items.first)
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let path = "/cases/\(opened.id)/media/\(item.id)?longer=1600"
      reader.isOff = true
      let hidden = try await browser.get(path)
      #expect(hidden.status == .ok)
      #expect(hidden.headers[Self.redacted] == "surroundings")
      let bare = try Picture.scaled(picture, longerSide: 1600)
      #expect(try Self.part(hidden.bytes, Self.offendersPlate) == Self.part(bare, Self.offendersPlate))
      let far = Box(x: 0.72, y: 0.36, width: 0.25, height: 0.3)
      for box in [Self.somebodysPlate, far] { #expect(try Self.part(hidden.bytes, box) != Self.part(bare, box)) }
      reader.isOff = false
      let shown = try await browser.get(path)
      #expect(shown.headers[Self.redacted] == "others")
      #expect(shown.headers[.eTag] != hidden.headers[.eTag])
    }
  }

  @Test("without a reader, and without a plate anybody found, nothing is shown")
  func unread() async throws {
    let office = try PagesOffice()
    let picture = try Self.picture()
    let opened = try await office.openCase(picture: picture)
    let item = try #require(opened.evidence.items.first)
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let answer = try await browser.get("/cases/\(opened.id)/media/\(item.id)?longer=1600")
      #expect(answer.headers[Self.redacted] == "everything")
      let all = Box(x: 0, y: 0, width: 1, height: 1)
      #expect(try Self.part(answer.bytes, all).count < Self.part(picture, all).count * 3 / 4)
    }
  }

  @Test("ten views at a time cost one reading, and later ones none")
  func oneReading() async throws {
    let reader = SwitchedReader(texts: [Self.offender, Self.somebody])
    let office = try PagesOffice(reader: reader)
    let opened = try await office.openCase(picture: try Self.picture())
    let item = try #require(opened.evidence.items.first)
    let before = reader.count
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let paths = [160, 320, 480, 640, 1280].flatMap { ["media/\(item.id)?longer=\($0)", "plate?width=\($0)"] }
      try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for path in paths { group.addTask { try await browser.get("/cases/\(opened.id)/\(path)").status } }
        for try await status in group { #expect(status == .ok) }
      }
      #expect(reader.count == before + 1)
      _ = try await browser.get("/cases/\(opened.id)/media/\(item.id)?longer=2560")
      #expect(reader.count == before + 1)
    }
  }

  @Test("occupants are shown where the law needs them and nowhere else", arguments: ViolationKind.allCases)
  func occupants(_ kind: ViolationKind) async throws {
    let office = try PagesOffice()
    var opened = try await office.openCase()
    opened.violation.kind = kind
    let exhibit = opened.exhibit(opened.evidence.items[0])
    #expect((exhibit.subject.occupants == .shown) == [.seatBelt, .phone].contains(kind))
    let hit = Hit(pass: opened.pass, entry: Self.entry, evidence: opened.evidence)
    #expect(hit.exhibit(hit.evidence.items[0]).subject.occupants == .hidden)
    #expect(hit.exhibit(hit.evidence.items[0]).subject.plateBox == exhibit.subject.plateBox)
  }

  @Test("from behind nobody's face shows, and the signal above a rear plate stays in view")
  func fromBehind() async throws {
    let office = try PagesOffice()
    var opened = try await office.openCase()
    opened.violation.kind = .redLight
    for direction in Capture.Direction.allCases {
      opened.pass.direction = direction
      #expect(opened.exhibit(opened.evidence.items[0]).subject.occupants == (direction == .recede ? .turnedAway : .hidden))
    }
  }

  @Test("a camera that sends the whole picture for the plate's place uncovers nobody")
  func wholePicture() async throws {
    let office = try PagesOffice()
    var opened = try await office.openCase()
    for (kind, box) in [(Medium.Kind.scene, Box(x: 0, y: 0, width: 1, height: 1)), (.vehicle, Box(x: 0.1, y: 0.1, width: 0.4, height: 0.3))] {
      opened.evidence.items[0].kind = kind
      opened.evidence.items[0].plateBox = box
      #expect(opened.exhibit(opened.evidence.items[0]).subject.plateBox == nil, "\(kind)")
    }
    opened.evidence.items[0].kind = .plate
    #expect(opened.exhibit(opened.evidence.items[0]).subject.plateBox != nil)
  }

  @Test("a notice and a hit show views alone and say what they hide")
  func notice() async throws {
    let office = try PagesOffice(reader: SwitchedReader(texts: [Self.offender, Self.somebody]))
    try office.parts.store.replaceHotlist("stolen", with: [Self.entry])
    try office.parts.directory.refresh(from: office.parts.store)
    let sent = try Self.picture()
    let opened = try await office.openCase(picture: sent)
    let item = try #require(opened.evidence.items.first)
    let hit = try #require(try office.parts.store.hits(openOnly: true).first)
    try await office.browse { client in
      for (name, state) in [("One", "queued"), ("Two", "second-review")] {
        let officer = try await office.person(name, .officer, using: client)
        let form: KeyValuePairs = ["plate": Self.offender, "expecting": state, "queue": ""]
        _ = try await officer.post("/cases/\(opened.id)/approve", form)
      }
      let reader = try await office.person("Three", .supervisor, using: client)
      let number = try #require(try await office.parts.store.case(opened.id)?.noticeNumber)
      #expect(try await reader.get("/notices/\(number)").text.contains("Other vehicles’ plates and all windscreens are blurred."))
      let notice = "/notices/\(number)"
      let picture = "\(notice)/media/\(item.id)"
      for path in [picture, "\(picture)?longer=1600", "\(notice)/plate", "/hits/\(hit.id)/still", "/hits/\(hit.id)/plate"] {
        let answer = try await reader.get(path)
        #expect(answer.headers[Self.redacted] == "others", "\(path)")
        #expect(answer.bytes != sent, "\(path)")
      }
      #expect(try await reader.get("\(picture)/original").status == .notFound)
    }
  }

  // MARK: Parts

  private static let offendersPlate = Box(x: 0.1, y: 0.5, width: 0.1, height: 0.04)
  private static let somebodysPlate = Box(x: 0.5, y: 0.5, width: 0.1, height: 0.04)
  private static let road = Box(x: 0.2, y: 0.7, width: 0.7, height: 0.25)

  private static let entry = HotlistEntry(
    plate: Plate(reading: offender)!, list: "stolen", reason: "stolen", source: "police", expiresAt: TestOffice.now.addingTimeInterval(86_400))

  /// The test picture at the size of a small camera's, 1600 × 1600.
  private static func picture() throws -> Data {
    try Picture.crop(TestPicture.jpeg, to: Box(x: 0, y: 0, width: 1, height: 1), margin: 0, width: 1600)
  }

  /// A part of a picture as a JPEG of its own: the same bytes where the pixels are the same.
  private static func part(_ picture: Data, _ box: Box) throws -> Data {
    try Picture.crop(picture, to: box, margin: 0, width: 200)
  }
}
