import Foundation
import Storage
import Traffic

/// When notices were issued and over how much, so that counting them does not decrypt each one again and again.
///
/// Holds no plate and no name. Notices are issued by this process alone, so what was read once stays right.
actor NoticeLedger {
  struct Entry: Sendable, Hashable {
    var number: String
    var issuedAt: Date
    var amount: Int
    var currency: String
  }

  private static let readAtOnce = 500

  private let store: Store
  /// Newest first.
  private var entries: [Entry] = []
  private var isRead = false

  init(store: Store) { self.store = store }

  /// All notices, newest first.
  func all() throws -> [Entry] {
    if !isRead { try read() }
    return entries
  }

  func issued(since start: Date) throws -> [Entry] { Array(try all().prefix { $0.issuedAt >= start }) }

  func add(_ notice: Notice) {
    guard isRead, !entries.contains(where: { $0.number == notice.number }) else { return }
    entries.insert(Entry(notice), at: 0)
  }

  private func read() throws {
    var last: String?
    while true {
      let page = try store.notices(limit: Self.readAtOnce, after: last)
      entries += page.map(Entry.init)
      guard page.count == Self.readAtOnce, let end = page.last else { break }
      last = end.number
    }
    isRead = true
  }
}

extension NoticeLedger.Entry {
  init(_ notice: Notice) {
    number = notice.number
    issuedAt = notice.issuedAt
    amount = notice.violation.amount
    currency = notice.violation.currency
  }
}
