import Foundation
import Keyholding
import Sealing
import Testing
import Traffic

@Suite("Destroying a day")
struct DestructionTests {
  static let today = UTCDay(containing: Land.now)
  static let later = Land.now + 86_400

  /// The files of all keyholders, by path.
  typealias Backup = [URL: Data]

  static func backUp(_ land: Land, _ isWanted: (String) -> Bool = { _ in true }) throws -> Backup {
    var backup: Backup = [:]
    for number in land.names.indices {
      for file in try FileManager.default.contentsOfDirectory(at: land.folder(of: number), includingPropertiesForKeys: nil)
      where isWanted(file.lastPathComponent) { backup[file] = try Data(contentsOf: file) }
    }
    return backup
  }

  static func restore(_ backup: Backup) throws { for (file, bytes) in backup { try bytes.write(to: file) } }

  /// How many of the wanted passes k holders still open with a new and flawless warrant.
  static func opened(_ land: Land, _ record: EpochRecord, _ rows: [SealedRecord], now: Date) async throws -> Int {
    let pair = try RecipientKeyPair()
    let request = try land.request(land.warrant(recipient: pair.publicKey), [EpochQuestion(record: record, scopes: [scope()])], now: now)
    var answers: [TokenAnswer] = []
    for keyholder in land.keyholders { if let answer = try? await keyholder.decide(request, judge, now: now) { answers.append(answer) } }
    guard let tokens = try? request.tokens(from: answers) else { return 0 }
    let opening = try WarrantOpening(request.warrant, opening: request.opening, key: pair)
    let asked = opening.releaseRequest(for: rows, tokens: tokens, questions: request.questions)
    var releases: [KeyReleaseAnswer] = []
    for keyholder in land.keyholders { if let release = try? await keyholder.release(asked, now: now) { releases.append(release) } }
    return try opening.open(rows, tokens: tokens, request: asked, answers: releases).count { (try? $0.opened.get()) != nil }
  }

  private let passes = (0..<5).map { (plate("01A123BC"), scope(), "pass \($0)") }

  @Test("makes its passes noise for ever: a backup of the folders from afterwards opens none of them")
  func destroyed() async throws {
    let land = try Land(2, of: 3)
    let (record, rows) = try await land.seal(passes)
    #expect(try await Self.opened(land, record, rows, now: Self.later) == 5)
    for keyholder in land.keyholders { try await keyholder.destroy(Self.today, now: Self.later) }
    #expect(try await Self.opened(land, record, rows, now: Self.later) == 0)
    land.close()
    let backup = try Self.backUp(land)
    try land.reopen()
    for keyholder in land.keyholders { _ = try await keyholder.turnDay(now: Self.later) }
    land.close()
    for file in try Self.backUp(land).keys { try FileManager.default.removeItem(at: file) }
    try Self.restore(backup)
    try land.reopen()
    #expect(try await Self.opened(land, record, rows, now: Self.later) == 0)
    for keyholder in land.keyholders {
      await #expect(throws: KeyholdingFault.refused(.noKey(Self.today))) { try await keyholder.destroy(Self.today, now: Self.later) }
      await #expect(throws: KeyholdingFault.refused(.noKey(Self.today))) { try await keyholder.custodyCheck(record, now: Self.later) }
      let log = await keyholder.counterLog
      #expect(log.count { $0.kind == .dayDestroyed } == 1 && log.last?.kind == .custodyFailed)
    }
  }

  /// What the key that is replaced with each writing is for.
  @Test("A copy of the day keys' file from before the destruction is noise, because the key it lay under was overwritten")
  func oldFile() async throws {
    let land = try Land(2, of: 3)
    let (record, rows) = try await land.seal(passes)
    land.close()
    let before = try Self.backUp(land) { $0 == "vault" }
    try land.reopen()
    for keyholder in land.keyholders { try await keyholder.destroy(Self.today, now: Self.later) }
    land.close()
    let after = try Self.backUp(land)
    try Self.restore(before)
    #expect { try land.reopen() } throws: { if case KeyholdingFault.damaged = $0 { true } else { false } }
    // Nor does it open under the key that is there now, given the old one's name.
    for number in land.names.indices {
      let folder = land.folder(of: number)
      let key = try #require(FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix("vault-key.") })
      let generation = try Data(contentsOf: folder.appending(path: "vault")).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      try FileManager.default.copyItem(at: folder.appending(path: key), to: folder.appending(path: "vault-key.\(generation)"))
    }
    #expect { try land.reopen() } throws: { if case KeyholdingFault.damaged = $0 { true } else { false } }
    try Self.restore(after)
    try land.reopen()
    #expect(try await Self.opened(land, record, rows, now: Self.later) == 0)
  }

  /// The limit of what software can promise, and why the key's file must be kept from every backup.
  @Test("A copy of a folder with that key's file, and the passphrase, does open destroyed days; without the key's file it does not")
  func wholeOldFolder() async throws {
    let land = try Land()
    let (record, rows) = try await land.seal(passes)
    land.close()
    let (whole, withoutKey) = (try Self.backUp(land), try Self.backUp(land) { !$0.hasPrefix("vault-key.") })
    try land.reopen()
    try await land.keyholders[0].destroy(Self.today, now: Self.later)
    land.close()
    for file in try Self.backUp(land).keys { try FileManager.default.removeItem(at: file) }
    try Self.restore(withoutKey)
    #expect { try land.reopen() } throws: { if case KeyholdingFault.damaged = $0 { true } else { false } }
    try Self.restore(whole)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: land.folder(of: 0).path)
    try land.reopen()
    #expect(try await Self.opened(land, record, rows, now: Self.later) == 5)
  }

  @Test("The key's file may lie elsewhere, and is overwritten there, not only removed")
  func elsewhere() async throws {
    let land = try Land()
    let (own, keys) = (land.folder.appending(path: "own"), land.folder.appending(path: "stick"))
    try Keyholder.create(in: own, keyFolder: keys, named: land.names[0], passphrase: Land.passphrase, scryptRounds: 1024)
    let keyholder = try Keyholder(opening: own, keyFolder: keys, passphrase: Land.passphrase, policy: land.policy, transparency: land.log.check)
    #expect(try FileManager.default.contentsOfDirectory(atPath: own.path).allSatisfy { !$0.hasPrefix("vault-key.") })
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: keys.path).first { $0.hasPrefix("vault-key.") })
    // A second name for the same file shows what is left where it lay.
    let shadow = land.folder.appending(path: "shadow")
    try FileManager.default.linkItem(at: keys.appending(path: name), to: shadow)
    #expect(try Data(contentsOf: shadow).contains { $0 != 0 })
    _ = try await keyholder.turnDay(now: Land.now)
    #expect(try Data(contentsOf: shadow).allSatisfy { $0 == 0 })
    #expect(!FileManager.default.fileExists(atPath: keys.appending(path: name).path))
  }

  @Test("comes with the retention's end, not before, and never while the day lasts")
  func retention() async throws {
    let land = try Land()
    let keyholder = land.keyholders[0]
    _ = try await keyholder.publishDayKeys(until: Self.today.advanced(byDays: 1), now: Land.now)
    await #expect(throws: KeyholdingFault.self) { try await keyholder.destroy(Self.today, now: Land.now) }
    #expect(try await keyholder.turnDay(now: Land.now + 30 * 86_400).isEmpty)
    #expect(try await keyholder.turnDay(now: Land.now + 31 * 86_400) == [Self.today])
    #expect(await keyholder.days == [Self.today.advanced(byDays: 1)])
    #expect(try await keyholder.turnDay(now: Land.now + 40 * 86_400) == [Self.today.advanced(byDays: 1)])
    #expect(await keyholder.counterLog.filter { $0.kind == .dayDestroyed }.count == 2)
  }
}
