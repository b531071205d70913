public import Access
public import Foundation
public import Keyholding
public import Sealing
public import Storage

/// Asks the keyholders for the keys of what a warrant found. Their answers are sealed to the requester's own key: whoever carries them, the server
/// included, cannot open one.
public struct WarrantRelease: Sendable {
  /// What the keyholders said.
  public struct Outcome: Sendable {
    public let answers: [KeyReleaseAnswer]
    public let refusals: [KeyholderLineFault]
  }

  private let store: Store
  private let lines: [any KeyholderLine]
  private let search: WarrantSearch
  private let threshold: Int
  private let now: @Sendable () -> Date

  public init(
    store: Store, lines: [any KeyholderLine], search: WarrantSearch, threshold: Int, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.lines = lines
    self.search = search
    self.threshold = threshold
    self.now = now
  }

  /// What a warrant found, with the rows as they are stored now.
  /// - Throws: ``WarrantFault`` where it found nothing yet, or for anybody but the requester.
  public func findings(of id: UUID, for person: Person) throws -> (findings: WarrantFindings, rows: [SealedRecord]) {
    guard let dossier = try store.warrant(id) else { throw WarrantFault.notHere }
    guard dossier.requestedBy == person.id, person.may(.requestWarrants) else { throw WarrantFault.notYours }
    guard try store.stand(WarrantClerk.read(dossier.warrant).cameras, within: person.scope) else { throw WarrantFault.notHere }
    guard [.found, .opened].contains(dossier.state), let bytes = try store.paper(.findings, of: id) else { throw WarrantFault.notNow(dossier.state) }
    return try search.rows(of: WarrantFindings(bytes: bytes))
  }

  /// Asks as many keyholders as it takes, of those that granted the warrant: the first k at once, others where one of those says no.
  ///
  /// What was released is put down for the log before it is returned; ``waitForLog(of:)`` tells when it stands there.
  /// - Returns: the answers of k keyholders, and who refused.
  /// - Throws: ``WarrantFault/tooFewReleases(_:)`` and what ``findings(of:for:)`` throws.
  public func ask(_ id: UUID, for person: Person) async throws -> Outcome {
    let request = try findings(of: id, for: person).findings.release
    let granted = Set(try store.warrant(id)?.holders.filter { $0.state == .granted }.map(\.holder) ?? [])
    var rest = lines.filter { granted.contains($0.holder.rawValue) }[...]
    var answers: [KeyReleaseAnswer] = []
    var refusals: [KeyholderLineFault] = []
    while answers.count < threshold, !rest.isEmpty {
      let next = rest.prefix(threshold - answers.count)
      rest = rest.dropFirst(next.count)
      for result in await Self.ask(Array(next), request) {
        switch result {
        case .success(let answer): answers.append(answer)
        case .failure(let fault): refusals.append(fault)
        }
      }
    }
    try put(answers, of: id)
    guard answers.count >= threshold else { throw WarrantFault.tooFewReleases(refusals) }
    return Outcome(answers: answers, refusals: refusals)
  }

  /// Waits until the log has everything of a warrant; the running server writes it.
  /// - Throws: ``WarrantFault/notLoggedYet`` where that takes longer than half a minute.
  public func waitForLog(of id: UUID) async throws {
    for _ in 0..<60 {
      if try store.isLogged(id) { return }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw WarrantFault.notLoggedYet
  }

  private static func ask(
    _ lines: [any KeyholderLine], _ request: KeyReleaseRequest
  ) async -> [Result<KeyReleaseAnswer, KeyholderLineFault>] {
    await withTaskGroup(of: Result<KeyReleaseAnswer, KeyholderLineFault>.self) { group in
      for line in lines {
        group.addTask {
          do throws(KeyholderLineFault) { return .success(try await line.release(request)) } catch { return .failure(error) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// Puts down who released how many keys, also where they were too few to open anything.
  private func put(_ answers: [KeyReleaseAnswer], of id: UUID) throws {
    guard !answers.isEmpty else { return }
    let instant = now()
    let isEnough = answers.count >= threshold
    try store.changeWarrant(id, expecting: [.found, .opened]) { dossier, filing in
      for answer in answers {
        filing.entries.append(
          WarrantEntry(
            .keysReleased, at: instant,
            ["commitment": .bytes(dossier.commitment), "holder": .text(answer.holder.rawValue), "count": .number(answer.count)]))
      }
      let count = Wording.count(answers[0].count, "pass", "passes")
      dossier.move(
        to: isEnough ? .opened : dossier.state, at: instant,
        "Keys of \(count) released by \(answers.map(\.holder.rawValue).sorted().joined(separator: ", "))", by: dossier.requesterName)
    }
  }
}
