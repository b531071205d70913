import Access
import Enforcement
import Foundation
import Sealing
import Traffic

@testable import Storage

/// Everything that is done with a store in a day, once.
struct FullDay {
  let desk: Desk

  func run() async throws {
    try await people()
    try await road()
    try await captures()
    try await audit()
    try await endOfDay()
  }

  private func people() async throws {
    let store = desk.store
    var person = Person(name: "Somebody", roles: [.officer], createdAt: Desk.noon)
    try await store.add(person)
    person.roles = [.supervisor]
    let door = FrontDoor(store: store, relyingParty: .local, links: .enter)
    let entered = try await door.enter(with: door.invite(person.id, now: Desk.noon).token, now: Desk.noon)!
    _ = try await door.person(forSession: entered.sessionToken, now: Desk.noon + 60)
    try await door.leave(entered.sessionToken)
    try await door.change(person)
    _ = try await store.people()
    try await Inventory.comeIn(person, store)
    let passkey = try await store.passkeys(of: person.id)[0]
    _ = (try await store.passkey(id: passkey.id), try await store.noteUse(of: passkey))
    _ = try await store.rename(passkey: passkey.id, of: person.id, to: "Other")
    let approval = try await store.approvals(limit: 5)[0]
    _ = (try await store.approval(approval.id), try await store.sessions(of: person.id))
    let link = try await door.invite(person.id, now: Desk.noon)
    _ = try await store.linkOwner(hash: Token(presented: link.token).hash, at: Desk.noon)
    _ = try await store.changeRecovery(of: person.id) { _ in true }
    _ = try await store.removeRecovery(of: person.id, at: Desk.noon)
    _ = try await store.remove(passkey: passkey.id, of: person.id, at: Desk.noon)
    _ = try await store.enrol(passkey, link: Token(presented: link.token).hash, at: Desk.noon)
  }

  private func road() async throws {
    let store = desk.store
    let place = Coordinate(latitude: 41, longitude: 69)!
    try store.save(Site(id: Desk.site, name: "Junction", kind: .junction, district: "x", coordinate: place, timeZone: "Asia/Tashkent"))
    try store.save(Camera(id: Desk.camera, site: Desk.site, name: "A", dialect: .gantry, coordinate: place), key: "secret")
    _ = (try store.sites(), try store.site(Desk.site), try store.cameras(), try store.camera(Desk.camera), try store.camera(withKey: "secret"))
    let watched = Camera(id: CameraID(unchecked: "tas-014-v"), site: Desk.site, name: "V", dialect: .video, coordinate: place)
    try store.save(watched, key: nil, stream: "rtsp://a.example/1")
    try store.setMarks(nil, of: watched.id)
    _ = try store.stream(of: watched.id)
    try credentials()
    try store.replaceHotlist("stolen", with: [Desk.hit(Desk.pass()).entry])
    for _ in 0..<2 { try store.importRegistry([RegisteredVehicle(plate: Desk.plate("01A123BC"))]) }
    _ = (try store.hotlist(), try store.registryCount(), try await store.vehicle(with: Desk.plate("01A123BC")), try store.dataVersion)
  }

  private func credentials() throws {
    let store = desk.store
    let pins = [1, 2].map { KeyPin(sha256: Desk.bytes(32, seed: $0))! }
    let code = EnrolmentCode()
    try store.saveEnrolmentCode(hash: code.hash, for: Desk.camera, endsAt: Desk.noon + 60)
    _ = try store.enrol(codeHash: code.hash, pin: pins[0], signingKey: nil, endsAt: Desk.noon + 60, at: Desk.noon)
    _ = try store.renew(pins[0], of: Desk.camera, as: pins[1], endsAt: Desk.noon + 60, at: Desk.noon)
    try store.usePin(pins[1])
    try store.setTerms(CameraTerms(perSecond: 5), of: Desk.camera)
    _ = (try store.terms(of: Desk.camera), try store.cameraTerms(), try store.cameraPins(), try store.cameraCredentials())
    try store.revoke(Desk.camera)
  }

  private func captures() async throws {
    let store = desk.store
    let opened = try await desk.openCase()
    _ = (try await store.case(opened.id), try await store.case(numbered: opened.number), try await store.cases(of: opened.pass.plate!))
    _ = try await store.change(opened.id, expecting: .queued) { $0.state = .approved }
    let notice = try await store.issueNotice(for: opened.id, at: Desk.noon) { changed, number in
      changed.state = .noticeIssued
      return Desk.notice(number, changed, plate: changed.pass.plate!)
    }
    _ = (try store.notice(notice.number), try store.notices(after: "N-2026-000009"), try await store.countsByState())

    let entry = try await desk.arrive(Desk.entry("twice"))
    _ = try await store.accept([Desk.entry("twice")])
    let pass = Desk.pass(entry.id)
    let hit = Desk.hit(pass)
    try await store.settle(desk.settlement(entry, pass, hits: [hit], keep: true, newObjects: [try store.putObject(Desk.bytes(10))]))
    _ = (try store.hits(openOnly: true), try store.hits(openOnly: false, after: UUID()), try store.hit(hit.id), try store.openHitCount())
    _ = (try store.hit(hit.id), try store.decideHit(hit.id, .misread, by: "x", note: nil, at: Desk.noon))

    let unparsed = try await store.quarantine(camera: Desk.camera, contentType: nil, reason: "r", body: Data([1]), at: Desk.noon)
    try await store.quarantine(try await desk.arrive(), reason: "r", at: Desk.noon)
    _ = (try store.unparsed(), try store.unparsed(unparsed), try store.unparsedBody(unparsed), try store.unparsedCount())
    try store.dismissUnparsed(unparsed, by: "x", reason: "y", at: Desk.noon)
    var tally = PassTally()
    tally.add(pass)
    try await store.count(tally)
    let day = UTCDay(containing: Desk.noon)
    _ = (try store.dayKeys(for: day, signedBy: [:]), try store.keep([]), try store.lastDayWithKeys(of: Desk.holders, from: day))
    try store.forgetDayKeys(before: day)
    _ = (try store.cameraHealth(), try store.pendingInbox())
  }

  private func audit() async throws {
    let store = desk.store
    try await store.enter(AuditDesk.record())
    let queries = [
      AuditQuery(), AuditQuery(who: .console), AuditQuery(who: .person(UUID()), outcome: .refused), AuditQuery(act: .consultation),
      AuditQuery(subject: .caseFile, from: Desk.noon), AuditQuery(outcome: .done, from: Desk.noon, to: Desk.noon + 1),
    ]
    for query in queries { _ = (try store.auditEntries(query, after: 1), try store.auditCount(query)) }
    _ = (try store.oldestAudit(), try store.auditEntry(1), try store.auditSample(from: Desk.noon, to: Desk.noon + 1, count: 3))
    try store.assess(1, AuditAssessment(verdict: .justified, note: nil, by: "x", at: Desk.noon))
    try store.sign(week: "2026-W47", AuditWeekReview(records: 1, refused: 0, note: nil, by: "x", at: Desk.noon))
    _ = (try store.assessment(of: 1), try store.review(ofWeek: "2026-W47"))
    try store.tookIntoLog(Dictionary(uniqueKeysWithValues: try store.outbox().map { ($0.number, AuditPlace(shard: "2026", index: 0)) }))
    try store.forgetAudit(before: Desk.noon + 86_400)
  }

  private func endOfDay() async throws {
    _ = try await desk.openCase(state: .rejected)
    let later = Desk.noon + 86_400
    try await desk.store.expire(rejectedBefore: later, unparsedBefore: later, closedBefore: later)
    try desk.store.destroyObject(UUID())
    _ = try desk.store.putObject(Desk.bytes(10))
    try desk.store.sweepOrphanObjects()
  }
}
