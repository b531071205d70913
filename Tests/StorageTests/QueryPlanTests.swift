import Access
import Enforcement
import Foundation
import GRDB
import Synchronization
import Testing
import Traffic

@testable import Storage

/// What SQLite was asked for, in the words of the statements.
final class Overheard: Sendable {
  private let statements = Mutex<Set<String>>([])
  var all: Set<String> { statements.withLock { $0 } }

  var configuration: Configuration {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      db.trace { event in
        if case .statement(let statement) = event { self.statements.withLock { _ = $0.insert(statement.sql) } }
      }
    }
    return configuration
  }
}

@Suite("Query plans")
struct QueryPlanTests {
  /// Tables that grow with traffic or with the country; reading one from end to end is a fault.
  static let big = ["registry", "key_slots", "objects", "object_owners", "inbox", "receipts", "unparsed", "cases", "case_reviewers", "notices", "hits", "statistics", "audit"]

  @Test("Nothing that the store does reads a big table from end to end")
  func noScans() async throws {
    let overheard = Overheard()
    let desk = try Desk(database: overheard.configuration)
    try await useEverything(desk)
    let statements = overheard.all.filter { ["SELECT", "INSERT", "UPDATE", "DELETE"].contains($0.prefix(6)) && !$0.contains("sqlite_master") }
    #expect(statements.count > 50)
    for statement in statements {
      for step in try plan(of: statement, in: desk) {
        let scanned = Self.big.first { step.hasPrefix("SCAN \($0)") && !step.hasPrefix("SCAN \($0)_") }
        #expect(scanned == nil, "\(step): \(statement)")
      }
    }
  }

  @Test("A scan would be noticed")
  func scanIsNoticed() throws {
    let desk = try Desk()
    #expect(try plan(of: "SELECT count(*) FROM cases WHERE changed_at > 1", in: desk).contains { $0.hasPrefix("SCAN cases") })
  }

  private func plan(of sql: String, in desk: Desk) throws -> [String] {
    try desk.store.read { db in
      let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] }
    }
  }

  /// Calls everything that reads or writes, so that every statement is overheard.
  private func useEverything(_ desk: Desk) async throws {
    let store = desk.store
    _ = try await FullDay(desk: desk).run()
    for query in [
      CaseQuery(), CaseQuery(states: [.queued]), CaseQuery(states: [.queued, .firstReview], excludingReviewer: UUID()), CaseQuery(kinds: [.speed]),
      CaseQuery(sites: [Desk.site]), CaseQuery(cameras: [Desk.camera]), CaseQuery(from: Desk.noon, to: Desk.noon + 1),
      CaseQuery(states: [.approved], kinds: [.speed], sites: [Desk.site], cameras: [Desk.camera], from: Desk.noon, to: Desk.noon, after: CaseID()),
    ] {
      _ = try await store.cases(query)
      _ = try await store.caseIDs(query)
      _ = try await store.count(query)
    }
    for grouping in StatisticCount.Grouping.allCases { _ = try store.series([.pass, .hit], from: Desk.noon, to: Desk.noon + 3600, by: grouping) }
  }
}
