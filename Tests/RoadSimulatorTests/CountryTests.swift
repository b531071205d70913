import Foundation
import Testing
import Traffic

@testable import RoadSimulator

@Suite struct CountryTests {
  let country = Country.standard

  @Test func hasAboutAHundredBanksAndTwoPatrolCars() {
    #expect((95...110).contains(country.sites.count))
    #expect(country.sites.filter { $0.kind == .patrol }.count == 2)
    #expect(country.cameras.filter(\.isMobile).count == 2)
    #expect(Set(country.cameras.map(\.id)).count == country.cameras.count)
    #expect(Set(country.sites.map(\.district)).isSuperset(of: ["Toshkent", "Jizzax", "Qarshi", "Namangan", "Bekobod", "Zomin", "Denov"]))
  }

  @Test func namesAreFitForAddressesAndFiles() {
    for camera in country.cameras { #expect(CameraID(rawValue: camera.id.rawValue) != nil) }
    for site in country.sites { #expect(SiteID(rawValue: site.id.rawValue) != nil) }
  }

  @Test func placesLieInUzbekistan() {
    for site in country.sites {
      #expect((37.1...45.6).contains(site.coordinate.latitude))
      #expect((56.0...73.2).contains(site.coordinate.longitude))
      #expect(TimeZone(identifier: site.timeZone) != nil)
    }
  }

  @Test func mostCamerasSpeakGantryAndTheRestIsMixed() {
    let shares = Dictionary(grouping: country.cameras, by: \.dialect).mapValues { Double($0.count) / Double(country.cameras.count) }
    #expect(shares[.gantry, default: 0] > 0.6)
    #expect(shares[.openalpr, default: 0] > 0.03)
    #expect(shares[.hikvision, default: 0] > 0.03)
    #expect(country.cameras.contains { !$0.readsPlates })
    #expect(country.cameras.allSatisfy { $0.readsPlates || $0.dialect == .gantry })
  }

  @Test func sameSeedSameCountry() {
    let again = Country(seed: 2026)
    #expect(again.cameras == country.cameras)
    #expect(again.vehicles.map(\.plate) == country.vehicles.map(\.plate))
    #expect(Country(seed: 7, vehicleCount: 200).vehicles.map(\.plate) != Array(country.vehicles.map(\.plate).prefix(200)))
  }

  @Test func everySiteCanBeReached() {
    for end in country.banks.indices {
      let route = country.roads.route(from: 0, to: end)
      #expect(route.last == end)
      for (a, b) in zip(route, route.dropFirst()) { #expect(country.roads.kilometres(from: a, to: b) != nil) }
    }
  }

  @Test func filesHaveTheirHeadersAndAgreeWithTheCountry() throws {
    let now = Date(timeIntervalSince1970: 1_795_258_800)
    let registry = country.registryCSV(now: now).split(separator: "\n")
    #expect(registry.first == "plate,status,valid_until,make,model,colour,keeper_name,keeper_address")
    #expect(registry.count - 1 == country.vehicles.filter { $0.country == "UZ" }.count)
    #expect(Set(registry.dropFirst().map { $0.prefix { $0 != "," } }).count == registry.count - 1)
    let statuses = Set(registry.dropFirst().map { String($0.split(separator: ",", omittingEmptySubsequences: false)[1]) })
    #expect(statuses == ["valid", "expired", "unregistered", "uninsured"])

    let hotlist = country.hotlistCSV(now: now).split(separator: "\n")
    #expect(hotlist.first == "plate,list,reason,source,expires")
    #expect(hotlist.count > 10)
    #expect(hotlist.dropFirst().allSatisfy { $0.hasSuffix("2026-12-31") || $0.split(separator: ",").last.map { $0 > "2026-11-21" } == true })
  }

  @Test func filesAreWrittenAndAMissingFolderIsSaid() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    #expect(throws: SimulatorError.self) { try country.writeFiles(to: folder, now: Date()) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try country.writeFiles(to: folder, now: Date())
    #expect(try String(contentsOf: folder.appendingPathComponent("hotlist.csv"), encoding: .utf8).contains("stolen"))
  }
}
