import Foundation
import Sealing
import Storage
import Traffic

/// Fills an archive through its own front door: epochs are opened, passes appended, epochs closed, so that its files are what a server's would be.
struct ArchiveFilling: Sendable {
  /// How many append at the same time: they share a wait for the disk.
  private static let callers = 512
  /// How many epochs are filled at the same time, so that one is sorted while another is filled.
  private static let lanes = 2

  let archive: PassArchive
  let plan: ArchivePlan
  let planted: [PlantedPass]
  let keyholders: BenchKeyholders
  /// The holders' keys of each day of the plan.
  let dayKeys: [UTCDay: [DayKeyPair]]

  /// - Parameter progress: is told how many percent are done, each tenth once.
  func run(progress: @escaping @Sendable (Int) -> Void) async throws {
    let hours = plan.hours
    try await withThrowingTaskGroup(of: Void.self) { group in
      for place in hours.indices {
        if place >= Self.lanes { try await group.next() }
        let tenths = [place, place + 1].map { $0 * 10 / hours.count }
        if tenths[0] < tenths[1] { progress(tenths[0] * 10) }
        group.addTask { try await fill(hours[place], passes: plan.passes(inEpoch: place)) }
      }
      try await group.waitForAll()
    }
    progress(100)
  }

  private func fill(_ hour: UInt32, passes: Int) async throws {
    try Task.checkCancellation()
    let period = try EpochPeriod(containing: Date(hourSince1970: Int(hour)), lengthMinutes: 60)
    let keys = (dayKeys[period.day] ?? []).map(\.published)
    let secrets = try EpochSecrets(
      site: keyholders.installation, period: period, bootNonce: Data.random(count: 8), holders: keyholders.holders, dayKeys: keys)
    let context = secrets.record.context
    var sealer = try await secrets.begin(at: period.opensAt) { try await archive.open($0, period: period) }
    let own = planted.filter { $0.scope.captureHour == hour }
    for pass in own { try await archive.append(try Self.sealed(pass, with: &sealer, at: period.opensAt)) }
    try await append(max(0, passes - own.count), hour: hour, context)
    _ = try await archive.close(context)
  }

  private static func sealed(_ pass: PlantedPass, with sealer: inout EpochSealer, at instant: Date) throws -> SealedRecord {
    try Array("planted".utf8).withUnsafeBytes { record in
      try sealer.seal(pass.id, scope: pass.scope, readings: [pass.plate], record: record, schema: 1, at: instant)
    }
  }

  /// Random passes, of one camera after the other, by many callers.
  private func append(_ count: Int, hour: UInt32, _ context: EpochContext) async throws {
    let callers = min(Self.callers, count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<callers {
        group.addTask {
          for number in stride(from: caller, to: count, by: callers) {
            let scope = PlateScope(camera: plan.cameras[number % plan.cameras.count], captureHour: hour)
            try await archive.append(try SealedRecord.random(in: scope, context, holders: keyholders.holders))
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
