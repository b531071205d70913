import Foundation
import Storage
import Traffic

/// When notices were issued and over how much, so that counting them does not decrypt each one again and again.
///
/// Holds no plate and no name. Notices are issued by this process alone, so what was read once stays right.
actor NoticeLedger {
  struct Entry: Sendable, Hashable {
    var number: String
    /// Where the vehicle was caught; `nil` where the case has been destroyed since.
    var site: SiteID?
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

  /// All notices of an area, newest first.
  func all(within area: Area) throws -> [Entry] {
    if !isRead { try read() }
    return area == .everywhere ? entries : entries.filter { $0.site.map(area.contains) ?? false }
  }

  func issued(since start: Date, within area: Area) throws -> [Entry] { Array(try all(within: area).prefix { $0.issuedAt >= start }) }

  /// - Parameter site: where the vehicle was caught.
  func add(_ notice: Notice, at site: SiteID) {
    guard isRead, !entries.contains(where: { $0.number == notice.number }) else { return }
    entries.insert(Entry(notice, at: site), at: 0)
  }

  private func read() throws {
    let sites = try store.noticeSites()
    var last: String?
    while true {
      let page = try store.notices(limit: Self.readAtOnce, after: last)
      entries += page.map { Entry($0, at: sites[$0.number]) }
      guard page.count == Self.readAtOnce, let end = page.last else { break }
      last = end.number
    }
    isRead = true
  }
}

extension NoticeLedger.Entry {
  init(_ notice: Notice, at site: SiteID?) {
    number = notice.number
    self.site = site
    issuedAt = notice.issuedAt
    amount = notice.violation.amount
    currency = notice.violation.currency
  }
}
