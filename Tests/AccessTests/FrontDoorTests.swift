import Access
import Foundation
import Testing

@Suite("The front door")
struct FrontDoorTests {
  let start = Date(timeIntervalSince1970: 1_800_000_000)
  let officer = Person(name: "Officer One", roles: [.officer], createdAt: Date(timeIntervalSince1970: 0))

  @Test("A link lets its person in, once")
  func linkWorksOnce() async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter)
    let link = try await door.invite(officer.id, now: start)
    let first = try await door.enter(with: link.token, now: start)
    #expect(first?.person == officer)
    #expect(try await door.enter(with: link.token, now: start) == nil)
  }

  @Test("A link works to its last second, and no longer", arguments: [(899.0, true), (900.0, false), (86_400.0, false)])
  func linkExpires(age: TimeInterval, comesIn: Bool) async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter)
    let link = try await door.invite(officer.id, now: start)
    #expect(try await (door.enter(with: link.token, now: start + age) != nil) == comesIn)
  }

  @Test("A new link ends the one before")
  func newLinkEndsOld() async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter)
    let old = try await door.invite(officer.id, now: start)
    let new = try await door.invite(officer.id, now: start)
    #expect(try await door.enter(with: old.token, now: start) == nil)
    #expect(try await door.enter(with: new.token, now: start) != nil)
  }

  @Test("Unknown, empty and overlong tokens are answered like expired ones", arguments: ["", "x", String(repeating: "A", count: 100_000)])
  func unknownTokens(token: String) async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter)
    #expect(try await door.enter(with: token, now: start) == nil)
    #expect(try await door.person(forSession: token, now: start) == nil)
  }

  @Test("The session's token is another one than the link's, and neither is stored")
  func tokensAreNotStored() async throws {
    let store = MemoryPersonStore(officer)
    let door = FrontDoor(store: store, relyingParty: .local, links: .enter)
    let link = try await door.invite(officer.id, now: start)
    #expect(await store.linkHashes == [Token(presented: link.token).hash])
    let entered = try #require(try await door.enter(with: link.token, now: start))
    #expect(entered.sessionToken != link.token)
    let stored = await store.sessions.keys.map { $0 }
    #expect(stored == [Token(presented: entered.sessionToken).hash])
    #expect(try await door.person(forSession: link.token, now: start) == nil)
  }

  @Test("A session that is not used ends; one that is used goes on")
  func idleLimit() async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter, idle: .seconds(900))
    let token = try await session(door)
    #expect(try await door.person(forSession: token, now: start + 800) == officer)
    #expect(try await door.person(forSession: token, now: start + 1600) == officer)
    #expect(try await door.person(forSession: token, now: start + 2501) == nil)
    #expect(try await door.person(forSession: token, now: start + 1601) == nil, "an ended session does not come back")
  }

  @Test("A session ends after eight hours however much it is used")
  func absoluteLimit() async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter, idle: .seconds(900), absolute: .seconds(8 * 3600))
    let token = try await session(door)
    for minutes in stride(from: 10, to: 480, by: 10) {
      #expect(try await door.person(forSession: token, now: start + TimeInterval(minutes * 60)) != nil)
    }
    #expect(try await door.person(forSession: token, now: start + 8 * 3600) == nil)
  }

  @Test("Reading pages does not write each time")
  func touchesSeldom() async throws {
    let store = MemoryPersonStore(officer)
    let door = FrontDoor(store: store, relyingParty: .local, links: .enter)
    let token = try await session(door)
    for second in 0..<60 { _ = try await door.person(forSession: token, now: start + TimeInterval(second)) }
    #expect(await store.touches == 1)
  }

  @Test("A disabled person is neither invited nor let in, and is out at once")
  func disabledPeople() async throws {
    let store = MemoryPersonStore(officer)
    let door = FrontDoor(store: store, relyingParty: .local, links: .enter)
    let token = try await session(door)
    let link = try await door.invite(officer.id, now: start)
    var disabled = officer
    disabled.isEnabled = false
    await store.update(disabled)
    #expect(try await door.person(forSession: token, now: start) == nil)
    #expect(try await door.enter(with: link.token, now: start) == nil)
    await #expect(throws: AccessFault.disabledPerson(officer.id)) { _ = try await door.invite(officer.id, now: start) }
  }

  @Test("Changing what a person may do ends their sessions and links")
  func changeEndsSessions() async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter)
    let token = try await session(door)
    let link = try await door.invite(officer.id, now: start)
    var promoted = officer
    promoted.roles = [.supervisor]
    try await door.change(promoted)
    #expect(try await door.person(forSession: token, now: start) == nil)
    #expect(try await door.enter(with: link.token, now: start) == nil)
  }

  @Test("Who leaves is out; nobody else is")
  func leaving() async throws {
    let door = FrontDoor(store: MemoryPersonStore(officer), relyingParty: .local, links: .enter)
    let (one, other) = (try await session(door), try await session(door))
    try await door.leave(one)
    #expect(try await door.person(forSession: one, now: start) == nil)
    #expect(try await door.person(forSession: other, now: start) == officer)
  }

  @Test("Nobody invites somebody who does not exist")
  func unknownPerson() async throws {
    let door = FrontDoor(store: MemoryPersonStore(), relyingParty: .local, links: .enter)
    await #expect(throws: AccessFault.unknownPerson) { _ = try await door.invite(UUID(), now: start) }
  }

  private func session(_ door: FrontDoor) async throws -> String {
    let link = try await door.invite(officer.id, now: start)
    return try #require(try await door.enter(with: link.token, now: start)).sessionToken
  }
}
