import Access
import Foundation
import Testing
import Traffic
import TransparencyLog

@testable import Office
@testable import Storage

/// What the doctor makes of facts, each fault with facts that are made up.
@Suite("Doctor: judgement")
struct DoctorJudgementTests {
  private let office: TestOffice
  private var configuration: Configuration { office.parts.configuration }
  private var store: Store { office.parts.store }
  private let now: @Sendable () -> Date = { TestOffice.now }

  init() throws { office = try TestOffice() }

  private static func verdicts(_ findings: [Finding]) -> [Finding.Verdict] { findings.map(\.verdict) }

  // MARK: Files

  @Test("keys that others can read, and folders that are open, are named one by one")
  func files() {
    let examination = FileExamination(configuration: configuration)
    let key = FileRights(path: "/etc/gantry/keys/server.key", mode: 0o600, owner: 7)
    let folder = FileRights(path: "/etc/gantry/keys", mode: 0o700, owner: 7, isFolder: true)
    let data = FileRights(path: "/var/lib/gantry", mode: 0o700, owner: 7, isFolder: true)
    let well = FileExamination.Facts(secrets: [key], keyFolders: [folder], data: data, user: 7)
    #expect(Self.verdicts(examination.findings(well)) == [.holds])
    func says(_ change: (inout FileExamination.Facts) -> Void) -> [String] {
      var facts = well
      change(&facts)
      return examination.findings(facts).filter { $0.verdict == .fails }.map(\.says)
    }
    #expect(says { $0.secrets[0].mode = 0o644 } == ["/etc/gantry/keys/server.key holds a key and can be read by others (mode 644)."])
    #expect(says { $0.secrets[0].mode = 0o640 }.count == 1)
    #expect(says { $0.secrets[0].owner = 8 }.count == 1)
    #expect(says { $0.secrets[0].owner = 0 }.isEmpty)
    #expect(says { $0.keyFolders[0].mode = 0o755 }.isEmpty)
    #expect(says { $0.keyFolders[0].mode = 0o777 }.count == 1)
    #expect(says { $0.data?.mode = 0o755 } == ["The data folder /var/lib/gantry is open to others (mode 755)."])
    #expect(says { $0.copies = [FileRights(path: "/var/lib/gantry.bak", mode: 0o755), FileRights(path: "/var/lib/data.tar", mode: 0o600)] }.count == 1)
    #expect(says { $0.inData = ["/var/lib/gantry/server.key"] }.count == 1)
  }

  @Test("what the server would not start with is named while it serves")
  func safety() {
    let examination = SafetyExamination(configuration: configuration, now: now)
    #expect(Self.verdicts(examination.findings([])) == [.holds])
    let found = examination.findings([UnsafeState("listen.office", "It has no allowlist.", "Name networks with `allow`.")])
    #expect(found.map(\.says) == ["listen.office: It has no allowlist."] && found[0].advice == "Name networks with `allow`.")
  }

  @Test("copies of keys and of the data folder beside them are found, whatever they are called")
  func copies() throws {
    let folder = office.folder.appending(path: "installation")
    for path in ["keys", "data", "data.old"] {
      try FileManager.default.createDirectory(at: folder.appending(path: path), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    func write(_ path: String, _ text: String, _ mode: Int) throws {
      try Data(text.utf8).write(to: folder.appending(path: path))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.appending(path: path).path)
    }
    try write("keys/server.key", "gantry-server-key-1:1 AAAA\n", 0o600)
    try write("keys/yesterday", "gantry-server-key-1:1 AAAA\n", 0o644)
    try write("keys/certificate.pem", "-----BEGIN CERTIFICATE-----\n", 0o644)
    try write("backup.tar.gz", "x", 0o644)
    var configuration = configuration
    configuration.key = folder.appending(path: "keys/server.key")
    configuration.transparency.key = folder.appending(path: "keys/log.key")
    configuration.data = folder.appending(path: "data")
    let examination = FileExamination(configuration: configuration)
    func failing() throws -> [String] { examination.findings(try examination.facts()).filter { $0.verdict == .fails }.map(\.says) }
    let found = try failing()
    #expect(found.count == 2 && found[0].contains("keys/yesterday") && found[1].contains("backup.tar.gz"))
    try FileManager.default.removeItem(at: folder.appending(path: "keys/yesterday"))
    try FileManager.default.removeItem(at: folder.appending(path: "backup.tar.gz"))
    #expect(try failing().isEmpty)
    // A link does not hide that the key lies with the data.
    try write("data/real.key", "gantry-server-key-1:1 AAAA\n", 0o600)
    try FileManager.default.removeItem(at: folder.appending(path: "keys/server.key"))
    try FileManager.default.createSymbolicLink(at: folder.appending(path: "keys/server.key"), withDestinationURL: folder.appending(path: "data/real.key"))
    #expect(try failing().contains { $0.contains("lies in the data folder") })
  }

  // MARK: The machine

  @Test("a port beyond the configured ones, and one that is open to the network, are found")
  func ports() throws {
    let examination = PortExamination(patient: Patient(configuration: configuration, store: nil, server: nil, now: now))
    // As proc(5) has it: 127.0.0.1:8080, 0.0.0.0:8081 and [::]:9999 listen, and one connection is established.
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0000000000000000 100 0 0 10 0
         1: 00000000:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12 1 0000000000000000 100 0 0 10 0
         2: 00000000000000000000000000000000:270F 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 13 1
         3: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 14 1 0000000000000000 20 4 30 10 -1
      """
    let sockets = table.split(separator: "\n").compactMap(ListeningSocket.init)
    #expect(sockets.map(\.port) == [8080, 8081, 9999] && sockets.map(\.isEverywhere) == [false, true, true] && sockets.map(\.inode) == [11, 12, 13])
    let ports = [8080, 8081, 8082]
    func says(_ count: Int) -> [String] {
      let found = examination.findings(.init(sockets: Array(sockets.prefix(count)), ports: ports, loopbackPorts: ports))
      return found.filter { $0.verdict == .fails }.map(\.says)
    }
    #expect(says(1).isEmpty)
    #expect(says(2) == ["Port 8081 is open to the network, and the configuration says loopback."])
    #expect(says(3).first == "The server also listens on port 9999, which the configuration does not name.")
    #expect(Self.verdicts(examination.findings(.init(sockets: nil, ports: ports, loopbackPorts: ports))) == [.unknown])
  }

  @Test(
    "room on the disk",
    arguments: [
      (100 << 30, 50 << 30, 1000, 900, 0), (100 << 30, 1 << 30, 1000, 900, 1), (100 << 30, 50 << 30, 1000, 10, 1), (100 << 30, 1 << 30, 1000, 10, 2),
      (8 << 30, 1 << 30, 0, 0, 0), (8 << 30, 100 << 20, 0, 0, 1),
    ] as [(UInt64, UInt64, UInt64, UInt64, Int)])
  func disk(_ total: UInt64, _ free: UInt64, _ files: UInt64, _ freeFiles: UInt64, _ faults: Int) {
    let findings = DiskExamination(folder: office.folder).findings(.init(totalBytes: total, freeBytes: free, totalFiles: files, freeFiles: freeFiles))
    #expect(findings.count { $0.verdict == .fails } == faults)
    #expect(faults > 0 || Self.verdicts(findings) == [.holds])
  }

  @Test("the disk of a folder that is there can be asked, and one that is not there is a fault")
  func diskFacts() async throws {
    #expect(try DiskExamination(folder: office.folder).facts().totalBytes > 0)
    #expect(Self.verdicts(await DiskExamination(folder: office.folder.appending(path: "none")).examine()) == [.fails])
  }

  @Test("a clock that nothing keeps right, and one that may be wrong by seconds")
  func clock() {
    let examination = ClockExamination()
    #expect(Self.verdicts(examination.findings(KernelClock(isSynchronised: true, maximumErrorMicroseconds: 20_000))) == [.holds])
    #expect(Self.verdicts(examination.findings(KernelClock(isSynchronised: false, maximumErrorMicroseconds: 20_000))) == [.fails])
    #expect(Self.verdicts(examination.findings(KernelClock(isSynchronised: true, maximumErrorMicroseconds: 3_000_000))) == [.fails])
    #expect(Self.verdicts(examination.findings(nil)) == [.unknown])
    #expect(KernelClock.now() != nil)
  }

  @Test("cameras whose clocks are off")
  func cameraClocks() {
    let examination = CameraClockExamination(configuration: configuration, store: store, now: now)
    #expect(Self.verdicts(examination.findings(.init(offsetsMilliseconds: [], toleranceMilliseconds: 60_000))) == [.unknown])
    #expect(Self.verdicts(examination.findings(.init(offsetsMilliseconds: [900, -59_000], toleranceMilliseconds: 60_000))) == [.holds])
    let found = examination.findings(.init(offsetsMilliseconds: [900, -61_000, 75_000], toleranceMilliseconds: 60_000))
    #expect(found.first?.says == "The clocks of 2 of 3 cameras are off by more than 60 s.")
  }

  @Test("core dumps and unencrypted swap")
  func memory() {
    let examination = MemoryExamination(server: nil)
    let plain = Swap(name: "/dev/sda3", isSafe: false)
    #expect(Self.verdicts(examination.findings(.init(coreBytes: 0, lockedBytes: 0, swaps: []))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(coreBytes: .max, lockedBytes: 0, swaps: []))) == [.fails])
    #expect(Self.verdicts(examination.findings(.init(coreBytes: 0, lockedBytes: 0, swaps: [plain]))) == [.fails])
    #expect(Self.verdicts(examination.findings(.init(coreBytes: 0, lockedBytes: 1 << 20, swaps: [plain]))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(coreBytes: 0, lockedBytes: 0, swaps: [Swap(name: "/dev/dm-1", isSafe: true)]))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(coreBytes: nil, lockedBytes: nil, swaps: []))) == [.unknown])
    let table = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/dm-1                               partition\t1\t0\t-2\n/swap file\tfile\t1\t0\t-3\n"
    #expect(Swap.names(in: table) == ["/dev/dm-1", "/swap"])
  }

  @Test("certificates: expired, about to, for another name, of another key, and good ones")
  func certificates() throws {
    let made = try TestCertificates()
    var configuration = configuration
    configuration.officeAddress = "https://gantry.example"
    configuration.office.tls = made.files
    // Later than now, because no certificate begins before its authority does.
    let moment = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + 20 * 86_400).rounded())
    func says(_ names: [String], days: Double, from: Double = -1) throws -> [String] {
      try made.issue(names, from: moment + from * 86_400, until: moment + days * 86_400)
      let examination = CertificateExamination(configuration: configuration, now: { moment })
      return examination.findings(examination.facts()).filter { $0.verdict == .fails }.map(\.says)
    }
    #expect(try says(["gantry.example"], days: 60).isEmpty)
    #expect(try says(["gantry.example"], days: -2, from: -9) == ["The certificate of the listener `office` has expired: 2 d ago."])
    #expect(try says(["gantry.example"], days: 5).first?.contains("expires in") == true)
    #expect(try says(["gantry.example"], days: 60, from: 1).first?.contains("not valid yet") == true)
    #expect(try says(["other.example"], days: 60) == ["The certificate of the listener `office` is not for `gantry.example`, which is what people type."])
    let other = try TestCertificates()
    try other.issue()
    try made.write(certificate: String(contentsOf: made.files.certificate, encoding: .utf8), key: String(contentsOf: other.files.key, encoding: .utf8))
    let examination = CertificateExamination(configuration: configuration, now: now)
    #expect(examination.findings(examination.facts()).first?.says.contains("cannot be used") == true)
    #expect(Self.verdicts(CertificateExamination(configuration: self.configuration, now: now).findings(.init(now: TestOffice.now))) == [.unknown])
  }

  @Test("TLS that is out of date, and listeners for other machines without any")
  func protocols() {
    let examination = ProtocolExamination(Patient(configuration: configuration, store: nil, server: nil, now: now))
    #expect(Self.verdicts(examination.findings(.init(outdated: [], encrypted: [.office], bare: []))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(outdated: [.office], encrypted: [.office], bare: []))) == [.fails])
    #expect(Self.verdicts(examination.findings(.init(outdated: [], encrypted: [], bare: [.cameras]))) == [.fails])
  }

  // MARK: What is kept

  @Test("what is kept beyond its time is counted by kind")
  func retention() throws {
    let examination = RetentionExamination(configuration: configuration, store: store, now: now)
    let well = examination.findings(try examination.facts())
    #expect(Self.verdicts(well) == [.holds])
    let found = examination.findings(.init(overdue: OverdueCounts(rejected: 1, unparsed: 1200), passDays: 2))
    #expect(found.map(\.says) == ["Kept beyond its time: 2 days of passes, 1 rejected case, 1\u{00A0}200 bodies that nobody could read."])
  }

  @Test("keys that are older than a year, and days without keys of all keyholders")
  func rotation() {
    let examination = RotationExamination(configuration: configuration, store: store, now: now)
    func verdicts(_ age: Double?, _ ahead: Int?) -> [Finding.Verdict] {
      Self.verdicts(examination.findings(.init(keySince: age.map { TestOffice.now - $0 * 86_400 }, daysAhead: ahead, now: TestOffice.now)))
    }
    #expect(verdicts(300, 14) == [.holds])
    #expect(verdicts(nil, nil) == [.holds])
    #expect(verdicts(370, 14) == [.fails])
    #expect(verdicts(1, 2) == [.holds])
    #expect(verdicts(1, 1) == [.fails])
    #expect(verdicts(400, -1) == [.fails, .fails])
  }

  @Test("entries that do not get into the log")
  func outbox() {
    let examination = OutboxExamination(store: store, now: now)
    func verdicts(_ age: Double?) -> [Finding.Verdict] {
      Self.verdicts(examination.findings(.init(waiting: 2, oldest: age.map { TestOffice.now - $0 }, now: TestOffice.now)))
    }
    #expect(verdicts(nil) == [.holds])
    #expect(verdicts(200) == [.holds])
    #expect(verdicts(4000) == [.fails])
  }

  @Test("a log with a wrong byte, one that was cut short, and one that its witnesses do not sign any more")
  func log() {
    let examination = LogExamination(configuration: configuration, store: store, now: now)
    var facts = LogExamination.Facts()
    (facts.entries, facts.now) = (10, TestOffice.now)
    #expect(Self.verdicts(examination.findings(facts)) == [.holds])
    #expect(examination.findings(facts).first?.advice != nil)
    facts.asksWitnesses = true
    #expect(Self.verdicts(examination.findings(facts)) == [.fails])
    facts.witnessedAt = TestOffice.now - 3600
    #expect(Self.verdicts(examination.findings(facts)) == [.holds])
    facts.witnessedAt = TestOffice.now - 26 * 3600
    #expect(Self.verdicts(examination.findings(facts)) == [.fails])
    facts.asksWitnesses = false
    facts.damages = (0..<7).map { "2026/tile/entries/000, byte \($0): wrong" }
    #expect(examination.findings(facts).count == 6)
    facts.damages = []
    facts.short = [.init(shard: "2026", entries: 3, least: 8)]
    #expect(examination.findings(facts).first?.says.contains("has 3 entries, and records stand up to its entry 8") == true)
  }

  // MARK: People

  @Test("nobody who can look after the installation")
  func administrator() async throws {
    let examination = AdministratorExamination(configuration: configuration, store: store)
    #expect(Self.verdicts(await examination.examine()) == [.fails])
    var person = Person(name: "A", roles: [.administrator], isEnabled: false, createdAt: TestOffice.now)
    try await store.add(person)
    #expect(Self.verdicts(await examination.examine()) == [.fails])
    person.isEnabled = true
    try await store.update(person)
    #expect(Self.verdicts(await examination.examine()) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(administrators: 1, withPasskey: 0, linksEnter: true))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(administrators: 2, withPasskey: 0, linksEnter: false))) == [.fails])
    #expect(Self.verdicts(examination.findings(.init(administrators: 2, withPasskey: 1, linksEnter: false))) == [.holds])
  }

  @Test("people who have not been there for 90 days, unless they are disabled or new")
  func absence() async throws {
    let examination = AbsenceExamination(store: store, now: now)
    let day: TimeInterval = 86_400
    try await store.add(Person(name: "New", roles: [.officer], createdAt: TestOffice.now - 10 * day))
    try await store.add(Person(name: "Gone", roles: [.officer], isEnabled: false, createdAt: TestOffice.now - 200 * day))
    let old = Person(name: "Old", roles: [.officer], createdAt: TestOffice.now - 200 * day)
    try await store.add(old)
    #expect(await examination.examine().map(\.says) == ["1 person who may come in was not there for 90 days."])
    try await store.saveSession(Session(hash: Data([1]), person: old.id, startedAt: TestOffice.now - day, seenAt: TestOffice.now - day, way: .link))
    #expect(Self.verdicts(await examination.examine()) == [.holds])
  }

  @Test("weeks whose records nobody reviewed")
  func review() async throws {
    let examination = ReviewExamination(store: store, now: now)
    #expect(Self.verdicts(await examination.examine()) == [.holds])
    let zone = TimeZone(identifier: TestOffice.site.timeZone)!
    let last = AuditWeek(containing: TestOffice.now, zone: zone).before(zone: zone)
    let due = last.before(zone: zone)
    for week in [last, due] { try store.put(Self.record(at: week.from + 3600)) }
    #expect(try examination.facts().unsigned == [due.name])
    try store.sign(week: due.name, AuditWeekReview(records: 1, refused: 0, note: nil, by: "Auditor", at: TestOffice.now))
    #expect(Self.verdicts(await examination.examine()) == [.holds])
  }

  @Test("another program than the one that the log was told of")
  func software() {
    let examination = SoftwareExamination(store: store, server: nil)
    #expect(Self.verdicts(examination.findings(.init(program: Data([1]), told: nil))) == [.unknown])
    #expect(Self.verdicts(examination.findings(.init(program: Data([1]), told: Data([1])))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(program: Data([1]), told: Data([2])))) == [.fails])
  }

  @Test("nobody to tell of a weakness, where strangers can find one")
  func contact() {
    let examination = ContactExamination(configuration: configuration)
    #expect(Self.verdicts(examination.findings(.init(hasContact: true, isReachable: true))) == [.holds])
    #expect(Self.verdicts(examination.findings(.init(hasContact: false, isReachable: true))) == [.fails])
    #expect(Self.verdicts(examination.findings(.init(hasContact: false, isReachable: false))) == [.holds])
  }

  private static func record(at instant: Date) -> AuditRecord {
    AuditRecord(
      at: instant, zoneOffsetSeconds: 0, actor: .console("root"), organisation: "gantry", act: .consultation, subject: .page, source: "console")
  }
}
