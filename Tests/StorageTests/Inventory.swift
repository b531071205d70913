import Enforcement
import Foundation
import Traffic

@testable import Access
@testable import Storage

/// Everything that a store gives out again, so that one can say whether it is still the same.
struct Inventory: Equatable {
  static let plate = Desk.plate("77Z999ZZ")
  static let account = AgencySubject(issuer: "https://login.agency.example", subject: "7f3a")!
  static let repeated = "a capture that is sent twice"

  var sites: [Site]
  var cameras: [Camera]
  var stream: String?
  var terms: [CameraID: CameraTerms]
  var hotlist: [HotlistEntry]
  var people: [Person]
  var accounts: [AgencySubject?]
  var accountHolder: Person?
  var vehicle: RegisteredVehicle?
  var waiting: [InboxEntry]
  var cases: [Case]
  var casesOfPlate: [Case]
  var notices: [Notice]
  var hits: [Hit]
  var unparsed: [UnparsedBody]
  var bodies: [Data]
  var warrants: [WarrantDossier]
  var papers: [Data?]
  var entriesForLog: [Store.WaitingEntry]
  var approvalKeys: [ApprovalKeyCard]
  var passkeys: [Passkey]
  var approvals: [Approval]
  var recovery: RecoveryMeans?
  var sessions: [Session]
  var audit: [AuditEntry]
  var assessments: [AuditAssessment?]
  var week: AuditWeekReview?

  init(of store: Store) async throws {
    sites = try store.sites()
    cameras = try store.cameras()
    stream = try store.stream(of: CameraID(unchecked: "tas-014-v"))
    terms = try store.cameraTerms()
    hotlist = try store.hotlist()
    people = try await store.people()
    accounts = []
    for person in people { accounts.append(try await store.agencySubject(of: person.id)) }
    accountHolder = try await store.person(with: Self.account)
    vehicle = try await store.vehicle(with: Self.plate)
    waiting = try store.pendingInbox().compactMap { try store.inboxEntry($0) }
    cases = try await store.cases(CaseQuery())
    casesOfPlate = try await store.cases(of: Self.plate)
    notices = try store.notices()
    hits = try store.hits(openOnly: false)
    unparsed = try store.unparsed()
    bodies = try (cases.flatMap(\.evidence.items) + hits.flatMap(\.evidence.items)).map { try store.object($0.object) }
    bodies += try unparsed.map { try store.unparsedBody($0.id) }
    warrants = try store.warrants()
    papers = try warrants.flatMap { warrant in try [.request, .answer("court")].map { try store.paper($0, of: warrant.id) } }
    entriesForLog = try store.entriesForLog()
    approvalKeys = try store.approvalKeys()
    let person = people.first?.id ?? UUID()
    passkeys = try await store.passkeys(of: person)
    approvals = try await store.approvals(limit: 10)
    recovery = try await store.recovery(of: person)
    sessions = try await store.sessions(of: person)
    audit = try store.auditEntries()
    assessments = try audit.map { try store.assessment(of: $0.sequence) }
    week = try store.review(ofWeek: "2026-W47")
  }

  /// Puts something of every kind into a store: bodies in rows and in files, cases with and without a notice, evidence that is shared.
  static func fill(_ desk: Desk) async throws {
    let store = desk.store
    let place = Coordinate(latitude: 41, longitude: 69)!
    try store.save(Site(id: Desk.site, name: "Junction", kind: .junction, district: "x", coordinate: place, timeZone: "Asia/Tashkent"))
    try store.save(Camera(id: Desk.camera, site: Desk.site, name: "A", dialect: .gantry, coordinate: place), key: "secret")
    let watched = Camera(id: CameraID(unchecked: "tas-014-v"), site: Desk.site, name: "V", dialect: .video, coordinate: place)
    try store.save(watched, key: nil, stream: "rtsp://user:password@a.example/1")
    try store.setTerms(CameraTerms(sources: [AddressRange("10.2.0.0/24")!]), of: Desk.camera)
    try store.replaceHotlist("stolen", with: [Desk.hit(Desk.pass()).entry])
    let register = (0..<300).map { RegisteredVehicle(plate: Desk.plate("01A\(100 + $0)BC"), keeperName: "Keeper \($0)") }
    try store.importRegistry(register + [RegisteredVehicle(plate: plate, keeperName: "The keeper")])
    let person = Person(name: "Somebody", roles: [.officer], createdAt: Desk.noon)
    try await store.add(person)
    try await comeIn(person, store)
    try await store.setAgencySubject(account, of: person.id)
    try requestWarrant(store)
    try await review(store)
    for count in [400, 40_000] { try await settle(bodyOf: count, desk) }
    _ = try await desk.arrive(Desk.entry(repeated, body: Desk.bytes(500)))
    _ = try await desk.arrive(Desk.entry(body: Desk.bytes(50_000)))
    for count in [300, 30_000] {
      try await store.quarantine(camera: Desk.camera, contentType: nil, reason: "malformed", body: Desk.bytes(count), at: Desk.noon)
    }
  }

  /// A passkey that something was approved with, a session and means of recovery.
  static func comeIn(_ person: Person, _ store: Store) async throws {
    let passkey = Passkey(
      id: Desk.bytes(32), person: person.id, name: "Key", key: Desk.bytes(77), counter: 0, isBackupEligible: false, isBackedUp: false, createdAt: Desk.noon)
    try await store.add(passkey)
    let approval = Approval(
      act: Act("case.void", of: "C-1", by: person.id, at: Desk.noon), credential: passkey.id, key: passkey.key, authenticatorData: Desk.bytes(37),
      clientDataJSON: Desk.bytes(120), signature: Desk.bytes(70), at: Desk.noon)
    _ = try await store.keep(approval, use: passkey)
    try await store.saveSession(
      Session(hash: Desk.bytes(32), person: person.id, startedAt: Desk.noon, seenAt: Desk.noon, way: .passkey, caller: Caller(source: "192.0.2.1")))
    let password = try PasswordHash(of: Desk.bytes(20), salt: Desk.bytes(16), cost: ScryptCost(logN: 4, r: 8, p: 1))
    try await store.save(RecoveryMeans(person: person.id, password: password, totp: TOTP(), setAt: Desk.noon, usedStep: 1))
  }

  /// A warrant with papers in its dossier and an entry that waits for the log, and the key it was signed with.
  private static func requestWarrant(_ store: Store) throws {
    let officer = UUID()
    try store.save(ApprovalKeyCard(person: officer, approvalName: "o", name: "Officer", key: Desk.bytes(32), registeredAt: Desk.noon))
    let signature = WarrantDossier.Signature(person: "o", name: "Officer", key: Desk.bytes(32), signature: Desk.bytes(64), at: Desk.noon)
    let dossier = WarrantDossier(
      requestedBy: officer, requesterName: "Officer", requestedAt: Desk.noon, warrant: Data(plate.text.utf8), opening: Desk.bytes(32),
      commitment: Desk.bytes(32), approval: signature)
    _ = try store.add(dossier, nonce: Desk.bytes(32))
    try store.changeWarrant(dossier.id, expecting: [.requested]) { _, filing in
      filing.papers = [.request: Desk.bytes(100), .answer("court"): Desk.bytes(3000)]
      filing.entries = [WarrantEntry(.requested, at: Desk.noon, [:])]
    }
  }

  /// A look, what an auditor made of it, and the week signed off.
  private static func review(_ store: Store) async throws {
    try await store.enter(AuditDesk.record())
    try store.assess(1, AuditAssessment(verdict: .unclear, note: "Why?", by: "Auditor", at: Desk.noon))
    try store.sign(week: "2026-W47", AuditWeekReview(records: 1, refused: 0, note: nil, by: "Auditor", at: Desk.noon))
  }

  /// Two cases and a hit of one capture, one case with a notice.
  private static func settle(bodyOf count: Int, _ desk: Desk) async throws {
    let store = desk.store
    let entry = try await desk.arrive(Desk.entry(body: Desk.bytes(count)))
    let pass = Desk.pass(entry.id, plate: plate.text)
    let clip = try store.putObject(Desk.bytes(70_000, seed: 3))
    let evidence = Evidence(items: [Desk.item(entry.object), Desk.item(clip.id)])
    var hit = Desk.hit(pass)
    hit.evidence = Evidence(items: [Desk.item(entry.object)])
    let opened = try await store.settle(
      desk.settlement(
        entry, pass, cases: [Desk.newCase(pass, state: .approved, evidence: evidence), Desk.newCase(pass, .speed, evidence: evidence)],
        hits: [hit], keep: true, newObjects: [clip]))
    _ = try await store.issueNotice(for: opened[0].id, at: Desk.noon) { changed, number in
      changed.state = .noticeIssued
      return Desk.notice(number, changed, plate: plate, keeper: "The keeper")
    }
  }
}
