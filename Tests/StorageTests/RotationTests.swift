import DurableFiles
import Foundation
import GRDB
import Testing
import Traffic

@testable import Storage

@Suite("Rotating the server's key")
struct RotationTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("Everything reads as before, under a new key; the old one opens nothing, and is in no file")
  func rotation() async throws {
    try await Inventory.fill(desk)
    let before = try await Inventory(of: desk.store)
    let old = desk.keys.ring.current
    let oldFile = try Data(contentsOf: desk.keys.file.url)
    let copy = try desk.copy("before")
    let bodies = try sealedBodies()
    let rotation = try await desk.store.rotateKeys()
    #expect(rotation.key == 2 && rotation.dropped == [1] && rotation.damaged == 0)
    #expect(rotation.resealed > 300)
    #expect(try await Inventory(of: desk.store) == before)
    #expect(try await Inventory(of: desk.anotherStore()) == before)
    #expect(try KeyThief(folder: copy.appending(path: "data"), key: old).openings() > 300, "a thief that never finds anything proves nothing")
    #expect(try KeyThief(folder: desk.folder, key: desk.keys.ring.current).openings() > 300)
    #expect(try KeyThief(folder: desk.folder, key: old).openings() == 0)
    try expectNowhere(bodies + [oldFile.suffix(45).prefix(43)])
    #expect(try ServerKeys.load(file: desk.keys.file.url).ring.keys.map(\.id) == [2])
  }

  @Test("A copy of the folder with the old key file does not open")
  func oldKeyFile() async throws {
    _ = try await desk.openCase()
    let old = try Data(contentsOf: desk.keys.file.url)
    try await desk.store.rotateKeys()
    let file = desk.home.appending(path: "old.key")
    try LocalDisk().write(old, to: file)
    let keys = try ServerKeys.load(file: file)
    #expect(throws: StorageFault.keys("the data in this folder was written under key 2, which \(file.path) does not hold.")) {
      try Store(folder: desk.folder, keys: keys)
    }
  }

  @Test("A rotation that is cut off after any step has harmed nothing, and is taken up by the next one")
  func cutOff() async throws {
    try await Inventory.fill(desk)
    let before = try await Inventory(of: desk.store)
    let old = desk.keys.ring.current
    var steps: [KeyRotation.Step] = []
    var copies: [URL] = []
    try await desk.store.rotateKeys { step in
      steps.append(step)
      copies.append(try desk.copy("\(steps.count)"))
    }
    #expect(steps.first == .drawn(key: 2) && steps.dropFirst().first == .announced(key: 2) && steps.last == .dropped(keys: [1]))
    #expect(steps.count > 12)
    for (step, copy) in zip(steps, copies) {
      let file = copy.appending(path: "server.key")
      let store = try Store(folder: copy.appending(path: "data"), keys: ServerKeys.load(file: file), reserveBytes: 0)
      #expect(try await Inventory(of: store) == before, "after \(step)")
      #expect(try await store.accept([Desk.entry(Inventory.repeated, body: Desk.bytes(500))]).map(\.isRepeat) == [true], "after \(step)")
      _ = try await store.finishKeyRotation()
      #expect(try await Inventory(of: store) == before, "taken up after \(step)")
      #expect(try ServerKeys.load(file: file).ring.keys.map(\.id) == [2])
      #expect(try KeyThief(folder: copy.appending(path: "data"), key: old).openings() == 0, "taken up after \(step)")
    }
  }

  @Test("What a failing disk keeps from the key file, it keeps from the data too")
  func failingKeyFile() async throws {
    try await Inventory.fill(desk)
    let before = try await Inventory(of: desk.store)
    try FileManager.default.createDirectory(at: desk.keys.file.url.appendingPathExtension("draft"), withIntermediateDirectories: false)
    await #expect(throws: StorageFault.self) { try await desk.store.rotateKeys() }
    #expect(try ServerKeys.load(file: desk.keys.file.url).ring.keys.map(\.id) == [1])
    #expect(try await Inventory(of: desk.store) == before)
  }

  @Test("A second rotation begins where the first has ended; status tells what is under which key")
  func status() async throws {
    try await Inventory.fill(desk)
    var during: [KeyStatus] = []
    let first = try await desk.store.rotateKeys { step in
      if case .resealed("registry", _) = step, during.isEmpty { during = try desk.store.keyStatus() }
    }
    #expect(during.map(\.id) == [2, 1] && during.map(\.isCurrent) == [true, false])
    #expect(during[0].sealed > 0 && during[1].sealed > 0)
    #expect(during[0].sealed + during[1].sealed >= first.resealed)
    let second = try await desk.store.rotateKeys()
    #expect(second.key == 3 && second.dropped == [2] && second.resealed == first.resealed)
    let status = try desk.store.keyStatus()
    #expect(status.map(\.id) == [3] && status[0].isCurrent && status[0].sealed >= first.resealed)
    #expect(abs(try #require(status[0].since).timeIntervalSinceNow) < 60)
    #expect(try await desk.store.finishKeyRotation() == nil)
  }

  @Test("One process at a time rotates")
  func oneAtATime() async throws {
    _ = try await desk.openCase()
    let other = FolderLock(file: desk.folder.appending(path: "rotation.lock"))
    try other.take()
    await #expect(throws: StorageFault.self) { try await desk.store.rotateKeys() }
    #expect(try await desk.store.finishKeyRotation() == nil)
    #expect(try ServerKeys.load(file: desk.keys.file.url).ring.keys.map(\.id) == [1])
  }

  @Test("A row that is damaged keeps the old key in its file, until somebody lets it go")
  func damaged() async throws {
    try await Inventory.fill(desk)
    try desk.store.write { db in try db.execute(sql: "UPDATE people SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB)") }
    let rotation = try await desk.store.rotateKeys()
    #expect(rotation.damaged == 1 && rotation.dropped.isEmpty)
    #expect(try ServerKeys.load(file: desk.keys.file.url).ring.keys.map(\.id) == [2, 1])
    #expect(try desk.store.keyStatus().map(\.sealed).last == 1)
    let again = try await desk.store.rotateKeys(lettingDamagedGo: true)
    #expect(again.damaged == 1 && again.dropped == [1] && again.resealed == 0)
    #expect(try await desk.store.vehicle(with: Inventory.plate) != nil)
  }

  private func sealedBodies() throws -> [Data] {
    try desk.store.read { db in
      try ["cases", "registry", "people", "hits", "inbox", "receipts"].flatMap { table in
        try Data.fetchAll(db, sql: "SELECT body FROM \(table)").map { $0.suffix(24) }
      } + Data.fetchAll(db, sql: "SELECT wrapped FROM key_slots").map { $0.suffix(24) }
    }
  }

  private func expectNowhere(_ needles: [Data]) throws {
    for file in try FileManager.default.subpathsOfDirectory(atPath: desk.home.path).filter({ !$0.hasPrefix("copies") }) {
      guard let bytes = try? Data(contentsOf: desk.home.appending(path: file)) else { continue }
      #expect(needles.allSatisfy { bytes.range(of: $0) == nil }, "\(file) holds what was under the old key")
    }
  }
}
