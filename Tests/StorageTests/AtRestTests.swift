import Access
import Foundation
import Testing
import Traffic

@testable import Storage

@Suite("At rest")
struct AtRestTests {
  /// What must not stand in any file, each as it would be written.
  static let canaries = [
    "77Z999ZZ", "01CANARY77", "Qodirov Canary", "12 Canary Street", "Officer Canary", "canary-vendor-key", "CANARY-NOTE", "CANARYCODE",
    "canary-camera-key", "Canary Avenue", "CANARY-REASON", "CANARY-UNPARSED", "canary/type",
    "canary-user", "canary-stream-password", "canary.example", "canary-path",
  ]

  @Test("No plate, name, picture, key or hash of a body stands in any file of the folder")
  func nothingInClear() async throws {
    let desk = try Desk()
    let token = try await fill(desk)
    var needles = Self.canaries.map { Data($0.utf8) } + Self.canaries.map { Data(Data($0.utf8).base64EncodedString().utf8) }
    needles += [Data([0xFF, 0xD8, 0xFF, 0xE0]), Data("JFIF".utf8), Data("Exif".utf8), Data("ftypisom".utf8)]
    needles += [Data(token.utf8), Data(Self.picture.sha256Hex.utf8), Self.picture.sha256]
    for file in desk.files {
      let bytes = try Data(contentsOf: file)
      for needle in needles { #expect(bytes.range(of: needle) == nil, "\(file.lastPathComponent) holds \(String(decoding: needle, as: UTF8.self))") }
    }
  }

  @Test("The search finds what does stand in clear")
  func searchWorks() async throws {
    let desk = try Desk()
    _ = try await fill(desk)
    let clear = try desk.files.contains { try Data(contentsOf: $0).range(of: Data("tas-014-a".utf8)) != nil }
    #expect(clear, "camera names are in clear; a search that misses them proves nothing")
    #expect(desk.objectFiles.count >= 2)
  }

  @Test("Folder and files are the owner's alone")
  func modes() async throws {
    let desk = try Desk()
    _ = try await fill(desk)
    #expect(try mode(desk.folder) == 0o700)
    for file in desk.objectFiles { #expect(try mode(file) == 0o600) }
  }

  static let picture = Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data("..JFIF..Exif..ftypisom".utf8) + Data(repeating: 0x41, count: 30_000)

  /// Puts something of every kind into the store. Returns a session's token.
  private func fill(_ desk: Desk) async throws -> String {
    let store = desk.store
    let plate = Desk.plate("77Z999ZZ")
    try store.save(Camera(id: Desk.camera, site: Desk.site, name: "Canary Avenue", dialect: .gantry, coordinate: Coordinate(latitude: 41, longitude: 69)!), key: "canary-camera-key")
    let watched = Camera(id: CameraID(unchecked: "tas-014-v"), site: Desk.site, name: "Canary Avenue", dialect: .video, coordinate: Coordinate(latitude: 41, longitude: 69)!)
    // Once to be replaced, once to stay.
    for _ in 0..<2 { try store.save(watched, key: nil, stream: "rtsp://canary-user:canary-stream-password@canary.example/canary-path") }
    try store.save(Site(id: Desk.site, name: "Canary Avenue", kind: .junction, district: "x", coordinate: Coordinate(latitude: 41, longitude: 69)!, timeZone: "Asia/Tashkent"))
    let vehicle = RegisteredVehicle(plate: plate, keeperName: "Qodirov Canary", keeperAddress: "12 Canary Street")
    try store.importRegistry([vehicle])
    try store.replaceHotlist("stolen", with: [HotlistEntry(plate: plate, list: "stolen", reason: "CANARY-REASON", source: "x", expiresAt: Desk.noon)])
    let officer = Person(name: "Officer Canary", roles: [.officer], createdAt: Desk.noon)
    try await store.add(officer)
    let door = FrontDoor(store: store, relyingParty: .local, links: .enter)
    let token = try await door.enter(with: door.invite(officer.id, now: Desk.noon).token, now: Desk.noon)!.sessionToken

    for body in [Self.picture, Self.picture.prefix(2000)] {
      let entry = try await desk.arrive(Desk.entry("canary-vendor-key-\(body.count)", body: Data(body)))
      let pass = Desk.pass(entry.id, plate: "77Z999ZZ")
      var opened = Desk.newCase(pass, state: .approved, evidence: Evidence(items: [Desk.item(entry.object)]))
      opened.registered = vehicle
      opened.settledPlate = plate
      opened.reviews = [Case.Review(reviewer: officer.id, reviewerName: officer.name, decision: .approve, plate: plate, note: "CANARY-NOTE", at: Desk.noon)]
      let clip = try store.putObject(Self.picture)
      opened.evidence.items.append(Desk.item(clip.id))
      let settled = try await store.settle(desk.settlement(entry, pass, cases: [opened], hits: [Desk.hit(pass)], keep: true, newObjects: [clip]))
      _ = try await store.issueNotice(for: settled[0].id, at: Desk.noon) { changed, number in
        changed.state = .noticeIssued
        return Desk.notice(number, changed, plate: plate, keeper: "Qodirov Canary", accessCode: "CANARYCODE")
      }
    }
    _ = try await desk.arrive(Desk.entry("canary-vendor-key-waiting", body: Self.picture))
    try await store.quarantine(
      camera: Desk.camera, contentType: "canary/type", reason: "CANARY-UNPARSED", body: Data("01CANARY77".utf8) + Self.picture, at: Desk.noon)
    return token
  }

  private func mode(_ file: URL) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int)
  }
}
