import Foundation
import SoftAuthenticator
import Testing

@testable import Access

/// A front door with people in front of it, and a clock that stands still.
struct PasskeyDesk {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)
  static let party = RelyingParty(address: "https://gantry.example")

  let officer = Person(name: "Officer One", roles: [.officer], createdAt: Date(timeIntervalSince1970: 0))
  let administrator = Person(name: "Admin One", roles: [.administrator], createdAt: Date(timeIntervalSince1970: 0))
  let store: MemoryPersonStore
  let door: FrontDoor

  init() {
    store = MemoryPersonStore(officer, administrator)
    door = FrontDoor(store: store, relyingParty: Self.party)
  }

  var now: Date { Self.now }

  /// Enrols an authenticator with a link, as its person would.
  @discardableResult
  func enrol(_ authenticator: inout SoftAuthenticator, for person: Person, name: String = "Key") async throws -> String {
    let link = try await door.invite(person.id, now: now)
    let options = try #require(try await door.enrolmentOptions(link: link.token, now: now))
    let answer = try authenticator.registrationAnswer(options)
    return try #require(try await door.enrol(link: link.token, answer: answer, name: name, now: now)).sessionToken
  }

  /// An authenticator that is enrolled.
  func enrolled(for person: Person, _ change: (inout SoftAuthenticator.Behaviour) -> Void = { _ in }) async throws -> SoftAuthenticator {
    var authenticator = SoftAuthenticator(at: Self.party)
    change(&authenticator.behaviour)
    try await enrol(&authenticator, for: person)
    return authenticator
  }

  func act(_ verb: String = "warrant.approve", of subject: String = "w-1", terms: [String: String] = ["cameras": "3"], at when: Date = now) -> Act {
    Act(verb, of: subject, terms: terms, by: officer.id, at: when)
  }
}
