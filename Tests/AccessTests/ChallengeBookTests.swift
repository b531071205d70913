import Foundation
import Testing

@testable import Access

@Suite("Challenges")
struct ChallengeBookTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let person = UUID()

  @Test("A challenge is taken once, and tells what it was made for")
  func once() {
    let book = ChallengeBook()
    let challenge = Challenge()
    book.note(challenge, for: .enrolment(person), at: now)
    #expect(book.take(Challenge(), at: now) == nil)
    #expect(book.take(challenge, at: now) == .enrolment(person))
    #expect(book.take(challenge, at: now) == nil)
  }

  @Test("It is good for five minutes; one from the future is not", arguments: [(0.0, true), (299.9, true), (300, false), (-1, false)])
  func age(seconds: TimeInterval, isGood: Bool) {
    let book = ChallengeBook()
    let challenge = Challenge()
    book.note(challenge, for: .signIn, at: now)
    #expect((book.take(challenge, at: now + seconds) != nil) == isGood)
    #expect(book.take(challenge, at: now) == nil, "whatever came of it, it is used up")
  }

  @Test("Of each kind only so many are remembered, and none pushes out those of another kind")
  func bounded() {
    let book = ChallengeBook(most: 3)
    let (own, act) = (Challenge(), Act("x", of: "y", by: person, at: now))
    book.note(own, for: .enrolment(person), at: now)
    book.note(Challenge(for: act), for: .approval(act), at: now)
    let asked = (0..<100).map { _ in Challenge() }
    for challenge in asked { book.note(challenge, for: .signIn, at: now) }
    let places = asked.indices.filter { book.take(asked[$0], at: now) != nil }
    #expect(places == [97, 98, 99])
    #expect(book.take(own, at: now) == .enrolment(person))
    #expect(book.take(Challenge(for: act), at: now) == .approval(act))
  }

  @Test("Of many who present one challenge at once, one has it")
  func atOnce() async {
    let book = ChallengeBook()
    let (challenge, now) = (Challenge(), now)
    book.note(challenge, for: .signIn, at: now)
    let taken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<100 { group.addTask { book.take(challenge, at: now) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
  }
}
