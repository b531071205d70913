import Foundation
import Keyholding
import Sealing
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Warrants: a keyholder without a network")
struct WarrantMailboxTests {
  /// One keyholder, whose folder somebody carries to and fro.
  private struct Post {
    let city: WarrantCity
    let mailbox: KeyholderMailbox
    var keyholder: Keyholder { city.keyholders[0] }
    var place: URL { city.folder.appending(path: "medium") }

    init() async throws {
      city = try await WarrantCity(1, of: 1)
      let keyholder = city.keyholders[0]
      mailbox = KeyholderMailbox(keyholder.holder, identity: keyholder.identity, folder: city.folder.appending(path: "medium"))
    }

    /// What `gantry keyholder publish` writes, carried to the server.
    func handOver(as holder: String? = nil) async throws {
      let keys = try await keyholder.publishDayKeys(until: UTCDay(containing: city.now), now: city.now)
      let trees = await keyholder.seenTrees.map { "\"\($0.origin)\":\($0.size)" }.joined(separator: ",")
      let days = await keyholder.days.map { "\"\($0)\"" }.joined(separator: ",")
      let held = await keyholder.holds.map { "\"\($0.day)\"" }.joined(separator: ",")
      let keyTexts = keys.map { "\"\($0.bytes.base64EncodedString())\"" }.joined(separator: ",")
      try bring(
        "day-keys.json",
        Data("{\"holder\":\"\(holder ?? keyholder.holder.rawValue)\",\"dayKeys\":[\(keyTexts)],\"days\":[\(days)],\"heldDays\":[\(held)],\"treeSizes\":{\(trees)}}".utf8))
    }

    func bring(_ name: String, _ bytes: Data) throws {
      try FileManager.default.createDirectory(at: mailbox.inbox, withIntermediateDirectories: true)
      try bytes.write(to: mailbox.inbox.appending(path: name))
    }

    /// What lies there to be carried to the keyholder, by the end of its name.
    func toCarry(_ kind: String) -> [URL] {
      let files = (try? FileManager.default.contentsOfDirectory(at: mailbox.outbox, includingPropertiesForKeys: nil)) ?? []
      return files.filter { $0.pathExtension == kind }
    }

    func desk() -> WarrantDesk {
      WarrantDesk(
        store: city.store, terms: city.terms, passes: city.archive, lines: [mailbox], log: city.log, logger: WarrantCity.quiet, now: { [city] in city.now })
    }

    /// Grants what lies there, as `approve --request … --answer …` does.
    func grant() async throws -> Data {
      let file = try #require(toCarry("request").first)
      let request = try WarrantRequest(bytes: Data(contentsOf: file))
      let answer = try await keyholder.decide(request, .granted(by: PersonName(rawValue: "judge")!), now: city.now)
      try bring("\(file.deletingPathExtension().lastPathComponent).answer", answer.bytes)
      return answer.commitment
    }
  }

  @Test("a warrant goes to it and comes back as files; what names a plate is gone once it is answered")
  func whole() async throws {
    let post = try await Post()
    try await post.handOver()
    #expect(try await post.mailbox.dayKeys().map(\.day) == [UTCDay(containing: post.city.now)])
    try await post.city.sealTraffic()
    let desk = post.desk()
    let id = try post.city.approved(try RecipientKeyPair())
    try await post.city.turn(desk, until: .asked, of: id)
    for _ in 0..<3 where post.toCarry("request").isEmpty { await desk.turn() }
    #expect(post.toCarry("approval-key").count == 2)
    let attributes = try FileManager.default.attributesOfItem(atPath: #require(post.toCarry("request").first).path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let commitment = try await post.grant()
    post.city.advance(by: 600)
    try await post.city.turn(desk, until: .found, of: id)
    #expect(post.toCarry("request").isEmpty)
    // The keys: asked for with the first try, there with the second.
    await #expect(throws: WarrantFault.self) { try await desk.release.ask(id, for: post.city.requester.person) }
    let asked = try #require(post.toCarry("release").first)
    let answer = try await post.keyholder.release(KeyReleaseRequest(bytes: Data(contentsOf: asked)), now: post.city.now)
    try post.bring("\(commitment.hex).keys", answer.bytes)
    let outcome = try await desk.release.ask(id, for: post.city.requester.person)
    #expect(outcome.answers.map(\.count) == [4])
    #expect(post.toCarry("release").isEmpty)
  }

  @Test("a second request goes on from what it saw of the log with the first")
  func goesOn() async throws {
    let post = try await Post()
    try await post.handOver()
    try await post.city.sealTraffic()
    let desk = post.desk()
    for _ in 0..<2 {
      let id = try post.city.approved(try RecipientKeyPair())
      try await post.city.turn(desk, until: .asked, of: id)
      for _ in 0..<3 where post.toCarry("request").isEmpty { await desk.turn() }
      _ = try await post.grant()
      post.city.advance(by: 600)
      try await post.city.turn(desk, until: .found, of: id)
    }
  }

  @Test("a request whose proof the keyholder cannot follow any more is written anew")
  func rewritten() async throws {
    let post = try await Post()
    try await post.handOver()
    try await post.city.sealTraffic()
    let desk = post.desk()
    let first = try post.city.approved(try RecipientKeyPair())
    let second = try post.city.approved(try RecipientKeyPair())
    try await post.city.turn(desk, until: .asked, of: first)
    try await post.city.turn(desk, until: .asked, of: second)
    for _ in 0..<5 where post.toCarry("request").count < 2 {
      post.city.advance(by: 600)
      await desk.turn()
    }
    let before = try Set(post.toCarry("request").map { try Data(contentsOf: $0) })
    #expect(before.count == 2)
    _ = try await post.grant()
    for _ in 0..<6 {
      post.city.advance(by: 600)
      await desk.turn()
    }
    let left = try #require(post.toCarry("request").first)
    #expect(try !before.contains(Data(contentsOf: left)))
    _ = try await post.grant()
    for _ in 0..<6 {
      post.city.advance(by: 600)
      await desk.turn()
    }
    #expect(try post.city.state(of: first) == .found)
    #expect(try post.city.state(of: second) == .found)
  }

  @Test("nothing is believed that is missing, another's, too long or not signed by it")
  func distrust() async throws {
    let post = try await Post()
    await #expect { try await post.mailbox.status() } throws: { ($0 as? KeyholderLineFault)?.code == "away" }
    try post.bring("day-keys.json", Data("{".utf8))
    await #expect { try await post.mailbox.dayKeys() } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
    try await post.handOver(as: "inspectorate")
    await #expect { try await post.mailbox.dayKeys() } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
    try post.bring("day-keys.json", Data(count: KeyholderMailbox.longestNote + 1))
    await #expect { try await post.mailbox.status() } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
    let other = try await Post()
    try await other.handOver()
    try post.bring("day-keys.json", Data(contentsOf: other.mailbox.inbox.appending(path: "day-keys.json")))
    await #expect { try await post.mailbox.dayKeys() } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
    let commitment = Data(repeating: 7, count: 32)
    #expect(try await post.mailbox.decision(on: commitment) == .unknown)
    try post.bring("\(commitment.hex).answer", Data("yes".utf8))
    await #expect { try await post.mailbox.decision(on: commitment) } throws: { ($0 as? KeyholderLineFault)?.code == "malformed" }
  }

  @Test("days that it holds are held here")
  func holds() async throws {
    let post = try await Post()
    let today = UTCDay(containing: post.city.now)
    _ = try await post.keyholder.publishDayKeys(until: today, now: post.city.now)
    try await post.keyholder.hold(today, reason: "order 12", now: post.city.now)
    try await post.handOver()
    #expect(try await post.mailbox.status().heldDays == [today])
  }
}
