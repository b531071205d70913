import Access
import Foundation
import Testing

@Suite("The front door, for those whom an agency vouches for")
struct FrontDoorAgencyTests {
  let now = Date(timeIntervalSince1970: 1_800_000_000)
  let subject = AgencySubject(issuer: "https://login.agency.example", subject: "7f3a")!

  private actor Links: AgencyStore {
    let people: MemoryPersonStore
    var links: [AgencySubject: UUID]

    init(_ people: MemoryPersonStore, _ links: [AgencySubject: UUID]) {
      self.people = people
      self.links = links
    }

    func person(with subject: AgencySubject) async -> Person? {
      guard let id = links[subject] else { return nil }
      return await people.person(id)
    }

    func agencySubject(of person: UUID) -> AgencySubject? { links.first { $0.value == person }?.key }
    func setAgencySubject(_ subject: AgencySubject?, of person: UUID) {}
  }

  private func comesIn(_ person: Person, as other: AgencySubject? = nil) async throws -> Bool {
    let people = MemoryPersonStore(person)
    let door = FrontDoor(store: people, relyingParty: .local)
    guard let entered = try await door.admit(other ?? subject, from: Links(people, [subject: person.id]), now: now) else {
      #expect(await people.sessions.isEmpty)
      return false
    }
    #expect(try await door.person(forSession: entered.sessionToken, now: now) == person)
    return entered.person == person
  }

  @Test("Somebody who is linked comes in with a session; nobody is made by coming in")
  func linked() async throws {
    let officer = Person(name: "One", roles: [.officer], createdAt: now)
    #expect(try await comesIn(officer))
    #expect(try await !comesIn(officer, as: AgencySubject(issuer: subject.issuer, subject: "8888")))
    #expect(try await !comesIn(officer, as: AgencySubject(issuer: "https://other.example", subject: subject.subject)))
  }

  @Test("An administrator and a disabled person do not come in")
  func refused() async throws {
    #expect(try await !comesIn(Person(name: "Two", roles: [.administrator], createdAt: now)))
    #expect(try await !comesIn(Person(name: "Three", roles: [.officer, .administrator], createdAt: now)))
    #expect(try await !comesIn(Person(name: "Four", roles: [.officer], isEnabled: false, createdAt: now)))
  }
}
