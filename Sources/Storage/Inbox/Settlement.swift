public import Foundation
public import Traffic

/// What became of one capture of the inbox, its sealed pass apart, which is stored before. Kept in one transaction, with which the inbox row goes.
public struct Settlement: Sendable {
  /// What becomes of the raw body.
  public enum EvidenceObject: String, Sendable, Hashable {
    /// Every case and every hit of this settlement owns it, byte for byte as it arrived.
    case keep
    /// It stays only where an evidence item names it.
    case destroy
  }

  /// The capture in the inbox.
  public var entry: PassID
  public var site: SiteID
  public var capturedAt: Date
  /// Cases to open. They get their numbers here, whatever number they have.
  public var cases: [Case]
  public var hits: [Hit]
  public var evidenceObject: EvidenceObject
  /// Objects that were put for this settlement. Those that no evidence item names are destroyed.
  public var newObjects: [ObjectRef]
  /// What to count beside the pass, its cases by kind, and its hits, which are always counted.
  public var statistics: [StatisticKind]

  /// Whether nothing of the capture stays but a sealed pass.
  var isPlain: Bool { cases.isEmpty && hits.isEmpty }

  public init(
    entry: PassID, site: SiteID, capturedAt: Date, cases: [Case] = [], hits: [Hit] = [],
    evidenceObject: EvidenceObject = .destroy, newObjects: [ObjectRef] = [], statistics: [StatisticKind] = []
  ) {
    self.entry = entry
    self.site = site
    self.capturedAt = capturedAt
    self.cases = cases
    self.hits = hits
    self.evidenceObject = evidenceObject
    self.newObjects = newObjects
    self.statistics = statistics
  }
}
