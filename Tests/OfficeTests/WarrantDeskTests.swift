import Crypto
import Foundation
import Keyholding
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Warrants: from the second signature to the journey")
struct WarrantDeskTests {
  @Test("a warrant opens the wanted car's way and nothing else, with any k of n keyholders", arguments: [(1, 1), (2, 3)], [true, false])
  func whole(_ set: (threshold: Int, count: Int), closing: Bool) async throws {
    let city = try await WarrantCity(set.threshold, of: set.count)
    try await city.sealTraffic(closing: closing)
    let pair = try RecipientKeyPair()
    let id = try city.approved(pair)
    let desk = try city.desk()
    try await city.turn(desk, until: .found, of: id)
    let dossier = try #require(try city.store.warrant(id))
    #expect(dossier.hitCount == 4)

    let (findings, rows) = try desk.release.findings(of: id, for: city.requester.person)
    #expect(findings.release.hits.map(\.pass) == rows.map(\.id))
    let outcome = try await desk.release.ask(id, for: city.requester.person)
    #expect(outcome.answers.count == set.threshold && outcome.refusals.isEmpty)
    try await desk.writeLog()
    let opening = try WarrantOpening(Warrant(bytes: dossier.warrant), opening: dossier.opening, key: pair)
    let opened = try opening.open(findings, rows: rows, answers: outcome.answers)
    let passes = try zip(opened, rows).map { try $0.opened.get().pass(of: $1) }
    #expect(passes.count == 4 && passes.allSatisfy { $0.plate?.text == WarrantCity.wanted })
    #expect(try city.state(of: id) == .opened)

    let issued = Array(repeating: WarrantEntry.Kind.tokensIssued, count: city.log.kinds.count { $0 == .tokensIssued })
    #expect(issued.count >= set.threshold)
    let released = Array(repeating: WarrantEntry.Kind.keysReleased, count: set.threshold)
    #expect(city.log.kinds == [.requested, .approved] + issued + [.queryExecuted] + released)
    #expect(city.log.entries.first { $0.kind == .queryExecuted }?.fields["hits"] == .number(4))
    #expect(city.log.entries.filter { $0.kind == .keysReleased }.allSatisfy { $0.fields["count"] == .number(4) })
  }

  @Test("neither the log nor a byte of the server's folder says plate, case, camera or name")
  func nothingInClear() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    let id = try city.approved(try RecipientKeyPair())
    try await city.turn(try city.desk(), until: .found, of: id)
    let entries = String(decoding: try JSONEncoder().encode(city.log.entries), as: UTF8.self)
    for word in [WarrantCity.wanted, "tas-00", "2026/118", " karimova"] { #expect(!entries.contains(word)) }
    let files = try #require(FileManager.default.enumerator(at: city.folder.appending(path: "data"), includingPropertiesForKeys: nil))
    for case let file as URL in files {
      guard let bytes = try? Data(contentsOf: file) else { continue }
      for word in [WarrantCity.wanted, "2026/118", "karimova", "stolen-vehicle"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(file.lastPathComponent)")
      }
    }
  }

  @Test("with k-1 keyholders it waits; one that comes back is asked again, and asked seldom while it is away")
  func tooFew() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    city.lines[1].cut(true)
    city.lines[2].say(.thinking)
    let id = try city.approved(try RecipientKeyPair())
    let desk = try city.desk()
    try await city.turn(desk, until: .asked, of: id)
    for _ in 0..<20 {
      await desk.turn()
      city.advance(by: 4)
    }
    let dossier = try #require(try city.store.warrant(id))
    #expect(dossier.state == .asked)
    #expect(dossier.holders.map(\.state) == [.granted, .unreachable, .pending])
    let calls = city.lines[1].calls
    city.lines[1].cut(false)
    await desk.turn()
    #expect(city.lines[1].calls == calls)
    city.advance(by: 301)
    try await city.turn(desk, until: .found, of: id)
    #expect(try #require(try city.store.warrant(id)).holders.map(\.state) == [.granted, .granted, .pending])
  }

  @Test("one keyholder that refuses does not stop it, two do; both stand in the history and the end in the log")
  func refusing() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    city.lines[0].say(.refusing)
    let desk = try city.desk()
    let one = try city.approved(try RecipientKeyPair())
    try await city.turn(desk, until: .found, of: one)
    #expect(try #require(try city.store.warrant(one)).history.contains { $0.what.hasPrefix("court: refused") })
    city.lines[2].say(.refusing)
    let two = try city.approved(try RecipientKeyPair())
    try await city.turn(desk, until: .refused, of: two)
    try await desk.writeLog()
    #expect(city.log.entries.last?.kind == .refused && city.log.entries.last?.fields["reason"] == .text("keyholders"))
    await #expect(throws: WarrantFault.notNow(.refused)) { try await desk.release.ask(two, for: city.requester.person) }
  }

  @Test("a start in any state goes on from there")
  func restarts() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    city.log.breakDown(true)
    let id = try city.approved(try RecipientKeyPair())
    await (try city.desk()).turn()
    #expect(try city.state(of: id) == .approved)
    city.log.breakDown(false)
    for line in city.lines { line.cut(true) }
    await (try city.desk()).turn()
    #expect(try city.state(of: id) == .logged)
    for line in city.lines {
      line.cut(false)
      line.say(.thinking)
    }
    city.lines[0].loseNext()
    await (try city.desk()).turn()
    #expect(try city.state(of: id) == .asked)
    // Handed in and not decided; one of them lost what it was handed, and gets it again.
    city.lines[0].say(.granting)
    city.lines[1].say(.granting)
    await (try city.desk()).turn()
    #expect(try #require(try city.store.warrant(id)).holders.map(\.state) == [.pending, .granted, .pending])
    // The second answer comes while the log is out of order.
    city.log.breakDown(true)
    await (try city.desk()).turn()
    #expect(try #require(try city.store.warrant(id)).holders.map(\.state) == [.granted, .granted, .pending])
    #expect(try city.state(of: id) == .asked)
    city.log.breakDown(false)
    await (try city.desk()).turn()
    #expect(try city.state(of: id) == .found)
    #expect(city.log.kinds.count { $0 == .requested } == 1)
    #expect(city.log.kinds.count { $0 == .queryExecuted } == 1)
    let desk = try city.desk()
    #expect(try await desk.release.ask(id, for: city.requester.person).answers.count == 2)
    #expect(try await desk.release.ask(id, for: city.requester.person).answers.count == 2)
  }

  @Test("what was looked up is found only once the log has it")
  func logFirst() async throws {
    let city = try await WarrantCity(1, of: 1)
    try await city.sealTraffic()
    let desk = try city.desk()
    let second = try city.approved(try RecipientKeyPair())
    try await city.turn(desk, until: .found, of: second)
    _ = try city.store.changeWarrant(second, expecting: [.found]) { dossier, filing in
      dossier.state = .granted
      filing.entries.append(WarrantEntry(.queryExecuted, at: city.now, [:]))
    }
    city.log.breakDown(true)
    await desk.turn()
    #expect(try city.state(of: second) == .granted)
    #expect(throws: WarrantFault.notNow(.granted)) { try desk.release.findings(of: second, for: city.requester.person) }
    city.log.breakDown(false)
    await desk.turn()
    #expect(try city.state(of: second) == .found)
  }

  @Test("its time runs out wherever it stands, and the log is told")
  func expiry() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    let desk = try city.desk()
    let waiting = try city.clerk.take(city.petition(city.warrant(recipient: try RecipientKeyPair().publicKey)), of: city.requester.person).id
    for line in city.lines { line.say(.thinking) }
    let asked = try city.approved(try RecipientKeyPair())
    try await city.turn(desk, until: .asked, of: asked)
    city.advance(by: 7 * 86_400)
    await desk.turn()
    #expect(try city.state(of: waiting) == .expired && city.state(of: asked) == .expired)
    try await desk.writeLog()
    #expect(city.log.kinds.count { $0 == .expired } == 2)
    #expect(throws: WarrantFault.notNow(.expired)) {
      try city.clerk.approve(waiting, city.approver.signature(of: WarrantClerk.read(city.store.warrant(waiting)!.warrant)), by: city.approver.person)
    }
  }

  @Test("a question names only cameras, hours and epochs that have passes of the warrant's")
  func questions() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    city.advance(by: 3600)
    try await city.seal([("01B777BB", "UZ", 0, WarrantCity.hour + 1)])
    let id = try city.approved(try RecipientKeyPair()) { city in
      try city.warrant(cameras: [WarrantCity.cameras[1].id], recipient: try RecipientKeyPair().publicKey)
    }
    try await city.turn(try city.desk(), until: .found, of: id)
    let request = try #require(city.lines[0].request)
    #expect(request.questions.count == 1)
    #expect(Set(request.questions[0].scopes) == Set([WarrantCity.hour, WarrantCity.hour - 1].map {
      PlateScope(camera: WarrantCity.cameras[1].id, captureHour: $0)
    }))
    #expect(try #require(try city.store.warrant(id)).hitCount == 3)
  }

  @Test("an epoch whose day too few keyholders still have the key of is left out, and the history says so")
  func destroyedDay() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    city.advance(by: 86_400)
    let today = UTCDay(containing: WarrantCity.start)
    for keyholder in city.keyholders.prefix(2) { try await keyholder.destroy(today, now: city.now) }
    let id = try city.approved(try RecipientKeyPair())
    try await city.turn(try city.desk(), until: .found, of: id)
    let dossier = try #require(try city.store.warrant(id))
    #expect(dossier.hitCount == 0 && dossier.history.contains { $0.what.hasPrefix("1 day left out") })
  }

  @Test("another plate under the same warrant fails at the keyholder, whatever the server sends")
  func otherPlate() async throws {
    let city = try await WarrantCity(1, of: 1)
    try await city.sealTraffic()
    let pair = try RecipientKeyPair()
    let id = try city.approved(pair)
    let desk = try city.desk()
    try await city.turn(desk, until: .found, of: id)
    let (findings, _) = try desk.release.findings(of: id, for: city.requester.person)
    let release = findings.release
    let wanted = release.warrant
    let other = try Warrant(
      plates: [try RegionalPlate(region: "UZ", plate: Plate(canonical: "01B777BB")!)], cameras: wanted.cameras, from: wanted.from, to: wanted.to,
      purpose: wanted.purpose, caseNumber: wanted.caseNumber, requester: wanted.requester, recipient: wanted.recipient, unsealBy: wanted.unsealBy,
      nonce: wanted.nonce)
    func ask(_ warrant: Warrant, _ hits: [PassHit]) async throws -> KeyReleaseAnswer {
      try await city.lines[0].release(KeyReleaseRequest(warrant: warrant, opening: release.opening, records: release.records, hits: hits))
    }
    await #expect { try await ask(other, release.hits) } throws: { ($0 as? KeyholderLineFault)?.code == "wrong-commitment" }
    let stranger = PassHit(
      pass: release.hits[0].pass, epoch: 0, reading: 2, scope: release.hits[0].scope, seconds: release.hits[0].seconds)
    await #expect { try await ask(wanted, [stranger]) } throws: { ($0 as? KeyholderLineFault)?.code == "reading-out-of-scope" }
  }

  @Test("where the first keyholders refuse to release, others are asked; too few say who refused")
  func releases() async throws {
    let city = try await WarrantCity()
    try await city.sealTraffic()
    let id = try city.approved(try RecipientKeyPair())
    let desk = try city.desk()
    // All three answer before it goes on.
    try await city.turn(desk, until: .found, of: id)
    let granted = try #require(try city.store.warrant(id)).holders.filter { $0.state == .granted }.map(\.holder)
    let first = try #require(city.lines.first { $0.holder.rawValue == granted[0] })
    first.cut(true)
    if granted.count > 2 {
      let outcome = try await desk.release.ask(id, for: city.requester.person)
      #expect(outcome.answers.count == 2 && outcome.refusals.map(\.code) == ["away"])
    }
    for line in city.lines { line.cut(true) }
    await #expect { try await desk.release.ask(id, for: city.requester.person) } throws: {
      if case .tooFewReleases(let faults)? = $0 as? WarrantFault { faults.count == granted.count } else { false }
    }
    for signer in [city.approver.person] {
      await #expect(throws: WarrantFault.notYours) { try await desk.release.ask(id, for: signer) }
    }
  }

  @Test("keys are proposed to every keyholder, once; to one that was away when it is back; a new key anew")
  func proposals() async throws {
    let city = try await WarrantCity()
    city.lines[1].cut(true)
    let desk = try city.desk()
    await desk.turn()
    #expect(city.lines.map(\.proposals.count) == [2, 0, 2])
    city.lines[1].cut(false)
    for _ in 0..<3 {
      city.advance(by: 11)
      await desk.turn()
    }
    #expect(city.lines.map(\.proposals.count) == [2, 2, 2])
    let new = Curve25519.Signing.PrivateKey().publicKey.rawRepresentation
    _ = try city.clerk.register(new, of: city.requester.person)
    city.advance(by: 11)
    await desk.turn()
    #expect(city.lines.allSatisfy { $0.proposals.last?.key == new && $0.proposals.count == 3 })
  }
}
