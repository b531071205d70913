import Foundation

/// What `gantry bench search` found out.
public struct SearchReport: Codable, Hashable, Sendable {
  public var machine: Machine
  public var cameras: Int
  public var days: Int
  public var archive: SearchFigures
  /// A smaller or larger archive of the same days and cameras.
  public var comparison: SearchFigures?
  /// The middle search of the one with more passes as a multiple of the other's.
  public var growth: Double?
  /// From starting a server on the archive to its first answer.
  public var startSeconds: Double?
  public var goals: [Goal]

  /// - Parameters:
  ///   - archive: of the plan's size.
  ///   - comparison: of another.
  ///   - startSeconds: where a server was started.
  public init(_ archive: SearchFigures, plan: ArchivePlan, comparison: SearchFigures? = nil, startSeconds: Double? = nil) {
    machine = .this
    cameras = plan.cameras.count
    days = plan.days.count
    self.archive = archive
    self.comparison = comparison
    self.startSeconds = startSeconds
    goals = [Goal("p99 of a search in milliseconds", archive.search.p99Milliseconds, .below, 250)]
    if let comparison {
      let (small, large) = comparison.passes < archive.passes ? (comparison, archive) : (archive, comparison)
      let growth = large.search.p50Milliseconds / max(0.001, small.search.p50Milliseconds)
      self.growth = growth
      goals.append(Goal("search among \(large.passes) passes as a multiple of one among \(small.passes)", growth, .atMost, 1.3))
    }
    if let startSeconds { goals.append(Goal("seconds to start with \(archive.passes) passes stored", startSeconds, .below, 1)) }
  }

  /// For a person.
  public var text: String {
    let head = [
      "\(machine.processor), \(machine.cores) cores, commit \(machine.commit)\(machine.buildRemark)",
      "a warrant for one plate, \(days) days, \(cameras) cameras", archive.text,
    ]
    let start = startSeconds.map { "a server starts on it in \($0.written) s" }
    return (head + [comparison?.text, start].compactMap(\.self) + goals.map(\.line)).joined(separator: "\n")
  }
}
