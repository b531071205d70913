import Foundation
import Testing
import Traffic

@testable import Access

@Suite("Scope")
struct ScopeTests {
  private static let sites = [site("a", "Tashkent"), site("b", "Chirchiq", region: "Tashkent"), site("c", "Samarkand")]

  private static func site(_ id: String, _ district: String, region: String? = nil) -> Site {
    Site(
      id: SiteID(rawValue: id)!, name: id, kind: .road, district: district, coordinate: Coordinate(latitude: 41, longitude: 69)!,
      timeZone: "Asia/Tashkent", region: region)
  }

  private static func parts(_ regions: Set<String>, _ sites: [String] = []) -> Scope {
    .parts(regions: regions, sites: Set(sites.compactMap(SiteID.init(rawValue:))))
  }

  @Test("a region has its sites, by its name or by the district's where none is given; single sites come beside")
  func area() {
    func names(_ scope: Scope) -> [String]? {
      guard case .sites(let sites) = scope.area(among: Self.sites) else { return nil }
      return sites.map(\.rawValue).sorted()
    }
    #expect(names(.everywhere) == nil)
    #expect(names(Self.parts(["Tashkent"])) == ["a", "b"])
    #expect(names(Self.parts(["Chirchiq"])) == [])
    #expect(names(Self.parts(["Samarkand"], ["a"])) == ["a", "c"])
    #expect(names(Self.parts([])) == [])
    #expect(!Area.nowhere.contains(Self.sites[0].id) && Area.everywhere.contains(Self.sites[0].id))
  }

  @Test("nobody gives more than they have")
  func covers() {
    func covers(_ scope: Scope, _ other: Scope) -> Bool { scope.covers(other, among: Self.sites) }
    #expect(covers(.everywhere, .everywhere) && covers(.everywhere, Self.parts(["Tashkent"])))
    #expect(!covers(Self.parts(["Tashkent", "Samarkand"]), .everywhere), "all regions of today are not those of tomorrow")
    #expect(covers(Self.parts(["Tashkent"]), Self.parts(["Tashkent"], ["b"])))
    #expect(!covers(Self.parts(["Tashkent"]), Self.parts(["Samarkand"])) && !covers(Self.parts(["Tashkent"]), Self.parts([], ["c"])))
    #expect(!covers(Self.parts([], ["c"]), Self.parts(["Samarkand"])), "a region grows, its sites of today do not")
  }

  @Test("people of before there were scopes work everywhere, and what is written is read again")
  func coding() throws {
    let person = Person(name: "A", roles: [.officer], createdAt: Date(timeIntervalSince1970: 0), scope: Self.parts(["Tashkent"], ["c"]))
    let written = try JSONEncoder().encode(person)
    #expect(try JSONDecoder().decode(Person.self, from: written) == person)
    var fields = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
    fields["scope"] = nil
    #expect(try JSONDecoder().decode(Person.self, from: JSONSerialization.data(withJSONObject: fields)).scope == .everywhere)
    fields["scope"] = ["somewhere": [:]]
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Person.self, from: JSONSerialization.data(withJSONObject: fields)) }
  }

  @Test("an auditor sees the whole")
  func auditor() {
    func person(_ roles: Set<Role>, _ scope: Scope) -> Person { Person(name: "A", roles: roles, createdAt: Date(), scope: scope) }
    #expect(person([.auditor], .everywhere).isScopeAllowed && person([.officer], Self.parts([])).isScopeAllowed)
    #expect(!person([.auditor, .officer], Self.parts(["Tashkent"])).isScopeAllowed)
  }
}
