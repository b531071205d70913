/// How much is still there whose time to be destroyed has passed.
public struct OverdueCounts: Sendable, Hashable {
  /// Rejected cases that still have evidence.
  public var rejected: Int
  /// Hits that were none.
  public var hits: Int
  /// Bodies that nobody could understand.
  public var unparsed: Int
  /// Cases to which nothing more can happen, with everything in them.
  public var closed: Int
  public var audit: Int

  public init(rejected: Int = 0, hits: Int = 0, unparsed: Int = 0, closed: Int = 0, audit: Int = 0) {
    self.rejected = rejected
    self.hits = hits
    self.unparsed = unparsed
    self.closed = closed
    self.audit = audit
  }
}
