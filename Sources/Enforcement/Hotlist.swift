public import Foundation
public import Traffic

/// Every plate that somebody wants to know of, in memory: one look-up a plate, however long the lists are.
public struct Hotlist: Sendable {
  /// How sure a reading other than the best one must be to count. Below it, most alarms would be misreads.
  public static let usualCandidateFloor = 0.2

  private let entries: [Plate: [HotlistEntry]]
  private let candidateFloor: Double

  /// - Parameter candidateFloor: 0 to 1; candidates below it are not matched. The best reading of a reader always is.
  public init(_ entries: [HotlistEntry], candidateFloor: Double = usualCandidateFloor) {
    self.entries = Dictionary(grouping: entries, by: \.plate).mapValues { $0.sorted(by: Self.comesFirst) }
    self.candidateFloor = candidateFloor
  }

  /// How many plates stand on the lists, expired entries included.
  public var plateCount: Int { entries.count }

  /// The entries in force that a pass matches, each once: those of the surest reading first, then by list.
  public func matches(_ pass: Pass, at now: Date) -> [HotlistEntry] {
    guard !entries.isEmpty else { return [] }
    var seen: Set<Plate> = []
    return plates(of: pass).filter { seen.insert($0).inserted }.flatMap { plate in
      (entries[plate] ?? []).filter { $0.expiresAt > now }
    }
  }

  private func plates(of pass: Pass) -> [Plate] {
    let candidates = pass.reads.flatMap(\.candidates).filter { $0.confidence >= candidateFloor }
    let surest = candidates.sorted { ($1.confidence, $0.plate) < ($0.confidence, $1.plate) }
    return pass.reads.map(\.plate) + surest.map(\.plate)
  }

  private static func comesFirst(_ left: HotlistEntry, _ right: HotlistEntry) -> Bool {
    (left.list, left.expiresAt, left.reason, left.source) < (right.list, right.expiresAt, right.reason, right.source)
  }
}
