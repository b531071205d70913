public import Foundation
public import Traffic

/// Which cases to list, oldest first. An empty set asks nothing.
public struct CaseQuery: Sendable, Hashable {
  public var states: Set<CaseState>
  public var kinds: Set<ViolationKind>
  public var sites: Set<SiteID>
  public var cameras: Set<CameraID>
  /// Leaves out what happened elsewhere; unlike ``sites``, an area without sites finds nothing.
  public var area: Area
  /// Cases opened at this instant or later.
  public var from: Date?
  /// Cases opened before this instant.
  public var to: Date?
  /// Leaves out cases that this person has reviewed.
  public var excludingReviewer: UUID?
  public var limit: Int
  /// Continues after this case, the last of the page before.
  public var after: CaseID?

  public init(
    states: Set<CaseState> = [], kinds: Set<ViolationKind> = [], sites: Set<SiteID> = [], cameras: Set<CameraID> = [], from: Date? = nil,
    to: Date? = nil, excludingReviewer: UUID? = nil, limit: Int = 100, after: CaseID? = nil,
    area: Area = .everywhere
  ) {
    self.states = states
    self.kinds = kinds
    self.sites = sites
    self.cameras = cameras
    self.from = from
    self.to = to
    self.excludingReviewer = excludingReviewer
    self.limit = limit
    self.after = after
    self.area = area
  }
}
