import Access
import CameraProtocols
import Foundation
import Hummingbird
import HummingbirdTesting
import Keyholding
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

/// An office of a country with two regions. The first has one of each thing that is not for everybody; the second a case of its own.
final class WalkCountry: Sendable {
  static let plate = "01A738KM"
  static let noticePlate = "10B456CD"
  static let hitPlate = "01B777AA"
  static let warrantPlate = "01D909EF"
  static let southernPlate = "30C456DE"
  static let keeper = "Zulfiya Rahimova"
  static let warrantNumber = "2026/4711"
  static let bodyMark = "a-body-nobody-understood"
  static let colleagueName = "Gulnora Nazarova"
  static let streamPassword = "hunter2"
  static let videoCamera = CameraID(rawValue: "tas-film-7")!
  static let north = Scope.parts(regions: ["Tashkent"], sites: [])
  static let south = Scope.parts(regions: ["Samarkand"], sites: [])
  static let southernSite = Site(
    id: SiteID(rawValue: "registan")!, name: "Registan", kind: .junction, district: "Old town",
    coordinate: Coordinate(latitude: 39.6548, longitude: 66.9757)!, timeZone: "Asia/Samarkand", speedLimitKmh: 60, speedLimitSource: "sign 3.24",
    region: "Samarkand")

  let office: PublicOffice
  let router: OfficeRouter
  let notice: Notice
  let noticeItem: UUID
  let file: Case
  let hit: Hit
  let body: UUID
  let warrant: UUID
  /// Somebody who works in the first region.
  let colleague: Person
  let southern: Case

  init() async throws {
    office = try PublicOffice()
    let store = office.parts.store
    let vehicles = [Self.plate, Self.noticePlate].compactMap(Plate.init(canonical:)).map { RegisteredVehicle(plate: $0, keeperName: Self.keeper) }
    try store.importRegistry(vehicles)
    try store.save(Self.southernSite)
    try store.save(
      Camera(
        id: CameraID(rawValue: "south")!, site: Self.southernSite.id, name: "south", dialect: .gantry, coordinate: Self.southernSite.coordinate,
        region: "UZ"), key: "key-of-south")
    try office.pages.office.watch(Self.videoCamera, marks: nil, at: "rtsp://user:\(Self.streamPassword)@camera.example:554/x")
    let entry = HotlistEntry(
      plate: Plate(canonical: Self.hitPlate)!, list: "stolen", reason: "Reported stolen", source: "Bulletin 7",
      expiresAt: TestOffice.now.addingTimeInterval(86_400))
    try store.replaceHotlist("stolen", with: [entry])
    try office.parts.directory.refresh(from: store)
    notice = try await office.notice(plate: Self.noticePlate)
    noticeItem = try #require(try await store.case(notice.caseID)?.evidence.items.first).id
    file = try await office.pages.openCase(plate: Self.plate)
    try await Self.post(office.pages, plate: Self.hitPlate, from: "reads", "\"id\":\"hit\"")
    hit = try #require(try store.hits(openOnly: true).first)
    _ = await office.pages.office.post("{\"\(Self.bodyMark)\"")
    body = try #require(try store.unparsed().first).id
    try await Self.post(office.pages, plate: Self.southernPlate, from: "south", "\"id\":\"south\",\"violation\":\"red-light\"")
    southern = try #require(try await office.pages.office.allCases().first { $0.pass.site == Self.southernSite.id })
    colleague = Person(name: Self.colleagueName, roles: [.officer], createdAt: office.parts.now(), scope: Self.north)
    try await store.add(colleague)
    warrant = try Self.requested(in: office.parts)
    var parts = office.parts
    parts.warrants = WarrantDesk(
      store: store, terms: WarrantTerms(parts.configuration), passes: parts.passes, lines: [], log: parts.log, logger: parts.logger, now: parts.now)
    router = try OfficeRouter(parts: parts)
  }

  /// Runs a test against the people's listener.
  /// - Parameter change: puts another route in an address's place.
  func browse<Value: Sendable>(
    _ change: (Route) -> Route = { $0 }, _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    var router = router
    router.table = RouteTable([router.table.routes.map(change)])
    return try await Application(router: router.build()).test(.router) { client in try await test(client) }
  }

  /// Adds somebody and lets them in.
  func visitor(_ client: any TestClientProtocol, _ role: Role, _ scope: Scope = .everywhere) async throws -> WalkVisitor {
    let person = Person(name: "\(role) \(UUID().uuidString.prefix(8))", roles: [role], createdAt: office.parts.now(), scope: scope)
    try await office.parts.store.add(person)
    var browser = Browser(client: client, person: person)
    try await browser.signIn(with: try await office.parts.frontDoor.invite(person.id, now: office.parts.now()).token)
    return WalkVisitor(name: "\(role)\(scope == Self.south ? " elsewhere" : "")", role: role, isElsewhere: scope == Self.south, browser: browser)
  }

  /// What could have been changed, in words that compare.
  func standing() async throws -> [String] {
    let store = office.parts.store
    let now = try #require(try await store.case(file.id))
    return [
      "\(now.state) \(now.reviews.count)", "\(try #require(try store.hit(hit.id)).decision)", "\(try store.unparsed().map(\.id))",
      "\(try store.camera(Self.videoCamera)?.video?.marks == nil)", "\(try #require(try store.warrant(warrant)).state)",
      "\(try #require(try await store.person(colleague.id)) == colleague)", "\(try await store.people().contains { $0.name == "Planted" })",
    ]
  }

  private static func post(_ pages: PagesOffice, plate: String, from camera: String, _ extra: String) async throws {
    let json = TestOffice.capture(device: camera, plate: plate, extra)
    let box = "{\"x\":0.4,\"y\":0.5,\"width\":0.2,\"height\":0.1}"
    let boxed = json.replacing("\"confidence\":0.97", with: "\"confidence\":0.97,\"box\":\(box)")
    var body = Data()
    for (name, type, bytes) in [("capture", "application/json", Data(boxed.utf8)), ("scene1", "image/jpeg", TestPicture.jpeg)] {
      body += Data("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\nContent-Type: \(type)\r\n\r\n".utf8) + bytes + Data("\r\n".utf8)
    }
    let answer = await pages.office.post(body + Data("--b--\r\n".utf8), from: camera, contentType: "multipart/form-data; boundary=b")
    #expect((200...202).contains(answer.status))
    try await pages.office.settleAll()
  }

  private static func requested(in parts: OfficeParts) throws -> UUID {
    let now = parts.now()
    let hour = Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 3600).rounded(.down) * 3600)
    let warrant = try Warrant(
      plates: [RegionalPlate(region: "UZ", plate: Plate(canonical: warrantPlate)!)], cameras: [TestOffice.cameras[0].id], from: hour - 3600, to: hour,
      purpose: "stolen-vehicle", caseNumber: warrantNumber, requester: "somebody", recipient: RecipientKeyPair().publicKey,
      unsealBy: now + 30 * 86_400, nonce: Data(repeating: 7, count: 16))
    let opening = Data(repeating: 8, count: 32)
    let dossier = WarrantDossier(
      requestedBy: UUID(), requesterName: "Somebody", requestedAt: now, warrant: warrant.bytes, opening: opening,
      commitment: warrant.commitment(opening: opening),
      approval: .init(person: "somebody", name: "Somebody", key: Data(count: 32), signature: Data(count: 64), at: now))
    #expect(try parts.store.add(dossier, nonce: Data(repeating: 9, count: 32)))
    return dossier.id
  }
}
