import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("Cameras, hotlists, registry")
struct RoadTests {
  let desk: Desk
  let place = Coordinate(latitude: 41, longitude: 69)!

  init() throws { desk = try Desk() }

  @Test("A camera is known by its key, until it has a new one")
  func keys() throws {
    var camera = Camera(id: Desk.camera, site: Desk.site, name: "A", dialect: .gantry, coordinate: place)
    try desk.store.save(camera, key: "first")
    #expect(try desk.store.camera(withKey: "first") == camera.id)
    camera.name = "B"
    try desk.store.save(camera, key: nil)
    #expect(try desk.store.camera(withKey: "first") == camera.id)
    #expect(try desk.store.camera(camera.id) == camera)
    try desk.store.save(camera, key: "second")
    #expect(try desk.store.camera(withKey: "first") == nil)
    #expect(try desk.store.camera(withKey: "second") == camera.id)
    #expect(try desk.store.camera(withKey: "") == nil)
    #expect(try desk.store.cameras() == [camera])
  }

  @Test("A list is replaced as a whole; others stay")
  func hotlists() throws {
    func entry(_ plate: String, _ list: String) -> HotlistEntry {
      HotlistEntry(plate: Desk.plate(plate), list: list, reason: "r", source: "s", expiresAt: Desk.noon)
    }
    try desk.store.replaceHotlist("stolen", with: [entry("01A111AA", "stolen"), entry("01A222AA", "another name")])
    try desk.store.replaceHotlist("amber", with: [entry("01A333AA", "amber")])
    try desk.store.replaceHotlist("stolen", with: [entry("01A444AA", "stolen")])
    #expect(try desk.store.hotlist() == [entry("01A333AA", "amber"), entry("01A444AA", "stolen")])
  }

  @Test("An import replaces the registry; a vehicle that is in it no more is gone")
  func registry() async throws {
    let vehicles = (0..<4500).map { RegisteredVehicle(plate: Desk.plate("01A\($0)"), keeperName: "Keeper \($0)") }
    try desk.store.importRegistry(vehicles)
    #expect(try desk.store.registryCount() == 4500)
    #expect(try await desk.store.vehicle(with: vehicles[4321].plate) == vehicles[4321])
    try desk.store.importRegistry([vehicles[7]])
    #expect(try desk.store.registryCount() == 1)
    #expect(try await desk.store.vehicle(with: vehicles[7].plate) == vehicles[7])
    #expect(try await desk.store.vehicle(with: vehicles[4321].plate) == nil)
    #expect(try desk.store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM registry") } == 1)
  }

  @Test("An empty registry knows nobody")
  func emptyRegistry() async throws {
    #expect(try desk.store.registryCount() == 0)
    #expect(try await desk.store.vehicle(with: Desk.plate("01A123BC")) == nil)
  }

  @Test("Another process's changes show in the data version; captures do not")
  func dataVersion() async throws {
    let other = try desk.anotherStore()
    let before = try desk.store.dataVersion
    _ = try await desk.openCase()
    #expect(try desk.store.dataVersion == before)
    try other.save(Site(id: Desk.site, name: "S", kind: .road, district: "d", coordinate: place, timeZone: "UTC"))
    let afterSite = try desk.store.dataVersion
    #expect(afterSite != before)
    try other.replaceHotlist("x", with: [])
    #expect(try desk.store.dataVersion != afterSite)
    #expect(try desk.store.sites().map(\.id) == [Desk.site])
  }

  @Test("Health tells arrivals, repeats and the clock")
  func health() async throws {
    let entry = try await desk.arrive(Desk.entry("one"))
    _ = try await desk.store.accept([Desk.entry("one", at: Desk.noon + 5)])
    try await desk.store.quarantine(camera: Desk.camera, contentType: nil, reason: "r", body: Data(), at: Desk.noon)
    try await desk.store.settle(desk.settlement(entry, Desk.pass(entry.id, at: Desk.noon - 1.5)))
    let health = try #require(try desk.store.cameraHealth()[Desk.camera])
    let counts: [Int] = [health.captures, health.repeats, health.unparsed]
    #expect(counts == [1, 1, 1])
    #expect(health.lastReceivedAt == Desk.noon + 5)
    #expect(health.lastCapturedAt == Desk.noon - 1.5)
    #expect(health.clockOffsetMilliseconds == 1500)
  }
}
