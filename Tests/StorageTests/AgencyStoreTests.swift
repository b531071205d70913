import Access
import Foundation
import Testing
import TransparencyLog

@testable import Storage

@Suite("Accounts at the agency's provider")
struct AgencyStoreTests {
  let desk: Desk
  let officer = Person(name: "Officer", roles: [.officer], createdAt: Desk.noon)
  let other = Person(name: "Other", roles: [.officer], createdAt: Desk.noon)
  let subject = AgencySubject(issuer: "https://login.agency.example", subject: "7f3a-one-of-a-kind")!

  init() throws { desk = try Desk() }

  @Test("A person is found by their account, by no other and by nobody else's")
  func found() async throws {
    let store = desk.store
    try await store.add(officer)
    try await store.add(other)
    #expect(try await store.person(with: subject) == nil)
    try await store.setAgencySubject(subject, of: officer.id)
    #expect(try await store.person(with: subject) == officer)
    #expect(try await store.agencySubject(of: officer.id) == subject)
    #expect(try await store.agencySubject(of: other.id) == nil)
    for (issuer, name) in [("https://login.agency.example", "7f3A-one-of-a-kind"), ("https://evil.example", subject.subject)] {
      #expect(try await store.person(with: AgencySubject(issuer: issuer, subject: name)!) == nil)
    }
    await #expect(throws: AccessFault.takenSubject) { try await store.setAgencySubject(subject, of: other.id) }
    await #expect(throws: AccessFault.unknownPerson) { try await store.setAgencySubject(subject, of: UUID()) }
    try await store.setAgencySubject(nil, of: officer.id)
    #expect(try await store.person(with: subject) == nil)
    try await store.setAgencySubject(subject, of: other.id)
    #expect(try await store.person(with: subject) == other)
  }

  @Test("Linking and unlinking end the sessions, and the log is told that a credential came or went, not whose")
  func told() async throws {
    let store = desk.store
    try await store.add(officer)
    func session(_ byte: UInt8) async throws -> Data {
      let hash = Data(repeating: byte, count: 32)
      try await store.saveSession(Session(hash: hash, person: officer.id, startedAt: Desk.noon, seenAt: Desk.noon, way: .agency))
      return hash
    }
    let first = try await session(1)
    try await store.setAgencySubject(subject, of: officer.id)
    #expect(try await store.session(hash: first) == nil)
    let second = try await session(2)
    try await store.setAgencySubject(subject, of: officer.id)
    #expect(try await store.session(hash: second) != nil, "nothing changed")
    try await store.setAgencySubject(nil, of: officer.id)
    #expect(try await store.session(hash: second) == nil)
    let kinds = try store.outbox().map { String(decoding: $0.entry.bytes, as: UTF8.self) }.filter { $0.contains("credential") }
    #expect(kinds.count == 2)
    #expect(kinds[0].contains("credential.added") && kinds[0].contains("agency") && kinds[1].contains("credential.removed"))
    #expect(!kinds.joined().contains("7f3a"))
  }

  @Test("An account stands nowhere in clear, and is found after the server's key was changed")
  func sealed() async throws {
    let store = desk.store
    try await store.add(officer)
    try await store.setAgencySubject(subject, of: officer.id)
    try await store.rotateKeys()
    #expect(try await store.person(with: subject) == officer)
    #expect(try await store.agencySubject(of: officer.id) == subject)
    for file in try FileManager.default.contentsOfDirectory(at: desk.folder, includingPropertiesForKeys: nil) where !file.hasDirectoryPath {
      #expect(try Data(contentsOf: file).range(of: Data("7f3a-one".utf8)) == nil, "\(file.lastPathComponent)")
    }
  }
}
