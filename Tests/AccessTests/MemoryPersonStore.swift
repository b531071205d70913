import Access
import Foundation

/// People, links and sessions in memory, with the promises of `PersonStore`; in its extensions the rest of `EntranceStore`.
actor MemoryPersonStore: PersonStore {
  private var everyone: [UUID: Person] = [:]
  private var links: [Data: (person: UUID, expiresAt: Date)] = [:]
  private(set) var sessions: [Data: Session] = [:]
  private(set) var touches = 0
  var keys: [Passkey] = []
  var approved: [Approval] = []
  var means: [UUID: RecoveryMeans] = [:]

  init(_ people: Person...) { everyone = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) }) }

  var linkHashes: [Data] { Array(links.keys) }

  func add(_ person: Person) { everyone[person.id] = person }
  func person(_ id: UUID) -> Person? { everyone[id] }
  func people() -> [Person] { everyone.values.sorted { $0.name < $1.name } }
  func update(_ person: Person) { everyone[person.id] = person }

  func saveLink(hash: Data, person: UUID, expiresAt: Date) {
    links = links.filter { $0.value.person != person }
    links[hash] = (person, expiresAt)
  }

  func redeemLink(hash: Data, at now: Date) -> Person? {
    guard let link = links[hash], link.expiresAt > now else { return nil }
    links[hash] = nil
    return everyone[link.person]
  }

  func linkOwner(hash: Data, at now: Date) -> Person? {
    links[hash].flatMap { $0.expiresAt > now ? everyone[$0.person] : nil }
  }

  func saveSession(_ session: Session) { sessions[session.hash] = session }
  func session(hash: Data) -> Session? { sessions[hash] }

  func sessions(of person: UUID) -> [Session] { sessions.values.filter { $0.person == person } }

  func touchSession(hash: Data, at now: Date) {
    touches += 1
    sessions[hash]?.seenAt = now
  }

  func endSession(hash: Data) { sessions[hash] = nil }

  func endSessions(of person: UUID) {
    sessions = sessions.filter { $0.value.person != person }
    links = links.filter { $0.value.person != person }
  }
}
