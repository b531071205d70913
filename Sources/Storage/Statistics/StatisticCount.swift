public import Foundation
public import Traffic

/// One sum of hourly counters. Only what was grouped by is set.
public struct StatisticCount: Hashable, Sendable {
  /// What sums are made by.
  public enum Grouping: String, Sendable, CaseIterable, Hashable {
    case hour, site, camera, kind
  }

  /// Beginning of the hour of capture.
  public var hour: Date?
  public var site: SiteID?
  public var camera: CameraID?
  public var kind: StatisticKind?
  public var count: Int
}
