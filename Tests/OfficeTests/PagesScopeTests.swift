import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Storage
import Testing
import Traffic
import TransparencyLog
import WebReception

@testable import Office

@Suite("Pages: where people work")
struct PagesScopeTests {
  @Test("an administrator limits somebody's work, which ends their sessions and is recorded and told without a name")
  func change() async throws {
    let country = try await WalkCountry()
    let store = country.office.parts.store
    try await country.browse { client in
      let administrator = try await country.visitor(client, .administrator)
      let officer = try await country.visitor(client, .officer)
      let id = try #require(officer.browser.person).id
      #expect(try await officer.browser.get("/cases/\(country.file.id)").status == .ok)
      let path = "/people/\(id.uuidString.lowercased())/scope"
      let answer = try await administrator.browser.post(path, ["scope": "limited", "region": "Samarkand", "site": "crossing"])
      #expect(answer.status == .seeOther)
      #expect(try await store.person(id)?.scope == .parts(regions: ["Samarkand"], sites: [TestOffice.site.id]))
      #expect(try await officer.browser.get("/queue").status == .seeOther, "the session has ended")
      #expect(try await administrator.browser.get("/people").text.contains("Samarkand and 1 site"))
      let record = try #require(try store.auditEntries(limit: 5).first { $0.record.act == .alteration && $0.record.reference == id.uuidString.lowercased() })
      #expect(record.record.detail == "scope")
      for (fields, status) in [
        (["scope": "limited"] as KeyValuePairs, HTTPResponse.Status.badRequest), (["scope": "limited", "region": "Atlantis"], .badRequest),
        (["scope": "limited", "site": "nowhere"], .badRequest), (["scope": "limited", "site": "bad site!"], .badRequest), (["scope": "all"], .badRequest),
        ([:], .badRequest), (["scope": "everywhere"], .seeOther),
      ] {
        #expect(try await administrator.browser.post(path, fields).status == status, "\(fields)")
      }
      #expect(try await store.person(id)?.scope == .everywhere)
    }
  }

  @Test("an administrator of one region gives no more than they have, and does not see who works beyond it")
  func limited() async throws {
    let country = try await WalkCountry()
    let store = country.office.parts.store
    try await country.browse { client in
      let southern = try await country.visitor(client, .administrator, WalkCountry.south)
      let page = try await southern.browser.get("/people").text
      #expect(!page.contains(WalkCountry.colleagueName) && !page.contains("value=\"everywhere\"") && !page.contains("value=\"Tashkent\""))
      #expect(try await southern.browser.post("/people", ["name": "Raised", "role": "officer", "scope": "everywhere"]).status == .badRequest)
      #expect(try await southern.browser.post("/people", ["name": "Raised", "role": "officer", "scope": "limited", "region": "Tashkent"]).status == .badRequest)
      #expect(try await southern.browser.post("/people", ["name": "Raised", "role": "officer", "scope": "limited", "site": "crossing"]).status == .badRequest)
      #expect(try await southern.browser.post("/people", ["name": "Of here", "role": "officer"]).status == .ok)
      let added = try #require(try await store.people().first { $0.name == "Of here" })
      #expect(added.scope == WalkCountry.south)
      #expect(try await store.people().allSatisfy { $0.name != "Raised" })
      let own = try #require(southern.browser.person).id
      #expect(try await southern.browser.post("/people/\(own)/scope", ["scope": "everywhere"]).status == .badRequest)
      #expect(try await southern.browser.post("/people", ["name": "Raised", "role": "auditor"]).status == .unprocessableContent)
    }
  }

  @Test("an auditor's work is not limited")
  func auditor() async throws {
    let country = try await WalkCountry()
    try await country.browse { client in
      let administrator = try await country.visitor(client, .administrator)
      let auditor = try await country.visitor(client, .auditor)
      let id = try #require(auditor.browser.person).id
      #expect(try await administrator.browser.post("/people/\(id)/scope", ["scope": "limited", "region": "Tashkent"]).status == .conflict)
      #expect(try await administrator.browser.post("/people/\(country.colleague.id)/roles", ["role": "auditor"]).status == .conflict)
    }
  }

  @Test("a warrant for cameras beyond one's region is not taken, approved, refused or opened")
  func warrants() async throws {
    let city = try await WarrantCity()
    var elsewhere = city.requester.person
    elsewhere.scope = WalkCountry.south
    var approver = city.approver.person
    approver.scope = .parts(regions: [], sites: [WarrantCity.site.id])
    let warrant = try city.warrant(recipient: RecipientKeyPair().publicKey)
    #expect(throws: WarrantFault.camerasElsewhere) { try city.clerk.take(city.petition(warrant), of: elsewhere) }
    let id = try city.clerk.take(city.petition(warrant), of: city.requester.person).id
    approver.scope = WalkCountry.south
    #expect(throws: WarrantFault.notHere) { try city.clerk.approve(id, city.approver.signature(of: warrant), by: approver) }
    #expect(throws: WarrantFault.notHere) { try city.clerk.refuse(id, reason: "no", by: approver) }
    approver.scope = .parts(regions: [], sites: [WarrantCity.site.id])
    try city.clerk.approve(id, city.approver.signature(of: warrant), by: approver)
    #expect(try city.state(of: id) == .approved)
    #expect(throws: WarrantFault.notHere) { try city.desk().release.findings(of: id, for: elsewhere) }
  }

  @Test("pages ask for things of the road through the beat alone")
  func sources() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let pages = root.appending(path: "Sources/Office/Pages")
    // What is not a question of the road's things, or follows one that was asked within the scope.
    let things = "(case|cases|caseIDs|countsByState|hits|hit|notice|notices|series|unparsed|unparsedCount|openHitCount|totals|totalsByCamera)"
    let direct = try Regex("store\\.\(things)\\(")
    let allowed: Set<String> = ["Beat.swift", "WaitingWorkCount.swift", "NoticeLedger.swift"]
    var count = 0
    for case let name as String in try #require(FileManager.default.enumerator(atPath: pages.path)) where name.hasSuffix(".swift") {
      count += 1
      let text = try String(contentsOf: pages.appending(path: name), encoding: .utf8)
      let file = name.split(separator: "/").last.map(String.init) ?? name
      #expect(allowed.contains(file) || text.firstMatch(of: direct) == nil, "\(name) asks the store and not the beat")
    }
    #expect(count > 50)
    #expect("try await store.case(id)".firstMatch(of: direct) != nil)
  }
}
