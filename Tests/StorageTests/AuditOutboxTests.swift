import Access
import Foundation
import Sealing
import Testing
import Traffic
import TransparencyLog

@testable import Storage

@Suite("What waits for the public log")
struct AuditOutboxTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func kinds() throws -> [LogEntry.Kind] { try desk.store.outbox().map(\.entry.kind) }

  private func text() throws -> String { try desk.store.outbox().map { String(decoding: $0.entry.bytes, as: UTF8.self) }.joined(separator: "\n") }

  @Test("Entries wait in their order, each with its number; no number is given out twice, and an act that failed leaves no gap")
  func numbers() throws {
    try desk.store.tell(.hotlistChanged, at: Desk.noon, ["list": .text("a")])
    #expect(throws: StorageFault.self) {
      try desk.store.write { db in
        try Store.tell(.hotlistChanged, at: Desk.noon, [:], in: db)
        throw StorageFault.failed("")
      }
    }
    try desk.store.tell(.hotlistChanged, at: Desk.noon, ["list": .text("b")])
    #expect(try desk.store.outbox().map(\.number) == [1, 2])
    try desk.store.tookIntoLog([1: AuditPlace(shard: "2026", index: 0), 2: AuditPlace(shard: "2026", index: 1)])
    try desk.store.tell(.hotlistChanged, at: Desk.noon, ["list": .text("c")])
    #expect(try desk.store.outbox().map(\.number) == [3])
    #expect(try desk.anotherStore().outbox().first?.entry.fields["number"] == .number(3))
  }

  @Test("People's roles and credentials are told, and nobody's name")
  func people() async throws {
    let store = desk.store
    var person = AuditDesk.officer
    try await store.add(person)
    try await store.saveLink(hash: Desk.bytes(32), person: person.id, expiresAt: Desk.noon)
    try await store.update(person)
    person.roles = [.auditor]
    try await store.update(person)
    person.isEnabled = false
    try await store.update(person)
    #expect(try kinds() == [.roleChanged, .credentialAdded, .roleChanged, .roleChanged, .credentialRemoved])
    let second = try store.outbox()[2].entry
    #expect(second.fields["before"] == .list([.text("officer"), .text("supervisor")]) && second.fields["after"] == .list([.text("auditor")]))
    let text = try text()
    #expect(text.contains("District 3") && !text.contains("Nodira") && !text.lowercased().contains("11111111"))
  }

  @Test("An approval key is told with its hash, and the one that it replaces")
  func approvalKeys() throws {
    let store = desk.store
    for seed in [1, 1, 2] as [UInt64] {
      try store.save(ApprovalKeyCard(person: UUID(), approvalName: "o", name: "Officer", key: Desk.bytes(32, seed: seed), registeredAt: Desk.noon))
    }
    #expect(try kinds() == [.credentialAdded, .credentialAdded, .credentialAdded])
    let officer = UUID()
    for seed in [3, 4] as [UInt64] {
      try store.save(ApprovalKeyCard(person: officer, approvalName: "p", name: "Officer", key: Desk.bytes(32, seed: seed), registeredAt: Desk.noon))
    }
    #expect(try kinds().suffix(3) == [.credentialAdded, .credentialRemoved, .credentialAdded])
    #expect(try !text().contains("Officer"))
  }

  @Test("A camera is told when it gets a key and when it is taken away, and not when it is renamed")
  func cameras() throws {
    let place = Coordinate(latitude: 41, longitude: 69)!
    var camera = Camera(id: Desk.camera, site: Desk.site, name: "A", dialect: .gantry, coordinate: place)
    try desk.store.save(camera, key: "secret")
    camera.name = "B"
    try desk.store.save(camera, key: nil)
    try desk.store.save(camera, key: "other")
    camera.isEnabled = false
    try desk.store.save(camera, key: nil)
    #expect(try kinds() == [.cameraEnrolled, .cameraEnrolled, .cameraRevoked])
    #expect(try desk.store.outbox().map { $0.entry.fields["again"] } == [.number(0), .number(1), nil])
    #expect(try !text().contains("secret"))
  }

  @Test("A hotlist is told by name and count")
  func hotlist() throws {
    let plate = try #require(Desk.hit(Desk.pass()).entry.plate as Plate?)
    try desk.store.replaceHotlist("stolen", with: [Desk.hit(Desk.pass()).entry])
    let told = try #require(try desk.store.outbox().first?.entry)
    #expect(told.kind == .hotlistChanged && told.fields["list"] == .text("stolen") && told.fields["count"] == .number(1))
    #expect(try !text().contains(plate.text))
  }

  @Test("A hold and its end are seen to be of one case, and not of which")
  func holds() async throws {
    let first = try await desk.openCase()
    let second = try await desk.openCase()
    for held in [first, second] { try await desk.store.hold(held.id, by: "x", reason: "y", at: Desk.noon) }
    try await desk.store.liftHold(first.id, by: "x", reason: "y", at: Desk.noon)
    let told = try desk.store.outbox().map(\.entry)
    #expect(told.map(\.kind) == [.holdSet, .holdSet, .holdLifted])
    #expect(told[0].fields["case"] == told[2].fields["case"] && told[0].fields["case"] != told[1].fields["case"])
    let text = try text()
    #expect(!text.contains(first.number) && !text.lowercased().contains(first.id.description.lowercased()))
  }

  @Test("What changes seldom is told once for each value")
  func marks() throws {
    for value in [1, 1, 2, 1] as [UInt8] {
      try desk.store.tell(.softwareVersion, at: Desk.noon, ["sha256": .bytes(Data([value]))], ifChanged: .software, to: Data([value]))
    }
    #expect(try kinds().count == 3)
    #expect(try desk.store.told(.software) == Data([1]) && desk.store.told(.configuration) == nil)
  }
}
