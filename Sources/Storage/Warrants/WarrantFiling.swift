public import Foundation

/// What is put down together with a change of a dossier: all of it, or nothing.
public struct WarrantFiling: Sendable {
  /// Entries that the log is to get, in order.
  public var entries: [WarrantEntry] = []
  /// Papers that are too large to be rewritten with each step.
  public var papers: [WarrantPaper: Data] = [:]

  public init() {}
}
