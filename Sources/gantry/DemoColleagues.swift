import Access
import Enforcement
import Foundation
import Office
import RoadSimulator
import Storage
import Traffic

/// Two officers of the virtual country who work the queue as well, so that notices leave while somebody only watches.
///
/// They leave cases for the visitor, and never take the second review of a case that a person reviewed first.
struct DemoColleagues {
  private let store: Store
  private let address: String
  private let door: FrontDoor

  private static let names = ["Zarina Usmonova", "Jasur Tursunov"]
  /// Cases that stay in the queue for whoever looks at the demo.
  private static let leftForVisitors = 5
  private static let pause = Duration.seconds(4)

  init(configuration: Configuration, store: Store) {
    self.store = store
    address = configuration.officeAddress
    // A door of their own, whose links let in: nobody touches a key for a virtual officer.
    door = FrontDoor(store: store, relyingParty: configuration.relyingParty, links: .enter)
  }

  func run() async throws {
    while true {
      try await Task.sleep(for: Self.pause)
      // A session that ended, or an office that is stopping, is met anew in the next round.
      guard let first = try await officer(Self.names[0]), let second = try await officer(Self.names[1]) else { continue }
      try await work(first, second)
      try await Task.sleep(for: Self.pause * 5)
    }
  }

  private func work(_ first: Colleague, _ second: Colleague) async throws {
    let queued = try await store.cases(CaseQuery(states: [.queued], limit: 60))
    if queued.count > Self.leftForVisitors, let file = queued.first(where: { $0.pass.plate != nil && !$0.pass.readsDisagree }) {
      try await approve(file, as: first)
    }
    try await Task.sleep(for: Self.pause)
    let waiting = try await store.cases(CaseQuery(states: [.secondReview], limit: 60))
    if let file = waiting.first(where: { $0.reviews.allSatisfy { $0.reviewer == first.person } }) { try await approve(file, as: second) }
  }

  private func approve(_ file: Case, as colleague: Colleague) async throws {
    guard let plate = file.pass.plate else { return }
    _ = try? await colleague.officer.approve(file.id, plate: plate, in: file.state)
    try Task.checkCancellation()
  }

  private struct Colleague {
    var person: UUID
    var officer: VirtualOfficer
  }

  /// Lets a colleague in with a one-time link of their own.
  private func officer(_ name: String) async throws -> Colleague? {
    guard let person = try await store.demoPerson(name, roles: [.officer]) else { return nil }
    let link = try await door.invite(person.id, now: Date())
    guard let entered = try await door.enter(with: link.token, now: Date()) else { return nil }
    return Colleague(person: person.id, officer: VirtualOfficer(address: address, session: entered.sessionToken))
  }
}
