import Enforcement
import Foundation
import Testing
import Traffic

/// The protocol's terms, tried on a store in memory: two people who press the same key at once.
@Suite struct CaseStoreTests {
  private actor Shelf: CaseStore {
    struct Moved: Error {}
    private var held: [CaseID: Case]

    init(_ violation: Case) { held = [violation.id: violation] }

    func `case`(_ id: CaseID) -> Case? { held[id] }
    func cases(_ query: CaseQuery) -> [Case] { held.values.filter { query.states.isEmpty || query.states.contains($0.state) } }
    func countsByState() -> [CaseState: Int] { held.values.reduce(into: [:]) { $0[$1.state, default: 0] += 1 } }
    func change(_ id: CaseID, expecting: CaseState, _ change: @Sendable (inout Case) throws -> Void) throws -> Case {
      guard var changed = held[id], changed.state == expecting else { throw Moved() }
      try change(&changed)
      held[id] = changed
      return changed
    }
  }

  @Test func onlyOneOfTwoDecisionsOnTheSameStateCounts() async throws {
    let violation = Samples.newCase()
    let store: any CaseStore = Shelf(violation)
    let done = await withTaskGroup(of: Bool.self) { group in
      for number in UInt8(1)...8 {
        group.addTask {
          (try? await store.change(violation.id, expecting: .queued) {
            try $0.approve(by: Samples.reviewer(number), plate: Samples.plate, at: Samples.noon)
          }) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(done == 1)
    #expect(try await store.countsByState() == [.secondReview: 1])
    #expect(try await store.cases(CaseQuery(states: [.secondReview])).map(\.id) == [violation.id])
    #expect(try await store.case(violation.id)?.reviews.count == 1)
  }
}
