import Foundation
import Office
import RoadSimulator
import Sealing
import Storage
import Traffic

/// Four weeks of traffic before the demo began, sealed hour by hour as a server would have sealed it then.
struct DemoHistory {
  private static let passesPerSecond = 0.01

  let country: Country
  let store: Store
  let configuration: Configuration
  /// Says that the history is there.
  private var mark: URL { configuration.passArchive.deletingLastPathComponent().appending(path: "demo-history") }

  /// Whether it has to be made still.
  var isMissing: Bool { !FileManager.default.fileExists(atPath: mark.path) }

  /// Makes the history. One that was broken off is made anew.
  func fill(before now: Date) async throws {
    guard isMissing, let holders = configuration.sealing.holders else { return }
    if FileManager.default.fileExists(atPath: configuration.passArchive.path) { try FileManager.default.removeItem(at: configuration.passArchive) }
    let archive = try PassArchive(folder: configuration.passArchive)
    try await archive.recover()
    let identities = configuration.sealing.identities
    let terms = SealingTerms(installation: configuration.sealing.installation, epochMinutes: configuration.sealing.epochMinutes, holders: holders)
    let sealer = PassSealer(terms: terms, store: archive, news: Silence()) { [store] day in try store.dayKeys(for: day, signedBy: identities) }
    // The hour that runs belongs to the server.
    let end = Date(hourSince1970: now.hourSince1970)
    let start = end.addingTimeInterval(-Double(DemoKeyholders.pastDays) * 86_400 + 3600)
    var hour: [Pass] = []
    for pass in PastTraffic(country: country, from: start, to: end, passesPerSecond: Self.passesPerSecond) {
      if let first = hour.first, first.receivedAt.hourSince1970 != pass.receivedAt.hourSince1970 {
        try await keep(hour, with: sealer)
        hour = []
      }
      hour.append(pass)
    }
    try await keep(hour, with: sealer)
    await sealer.end()
    try Data().write(to: mark)
  }

  /// Those of one hour share one wait for the disk.
  private func keep(_ passes: [Pass], with sealer: PassSealer) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for pass in passes { group.addTask { try await sealer.keep(pass, at: pass.receivedAt) } }
      try await group.waitForAll()
    }
    guard let last = passes.last else { return }
    await sealer.tick(at: last.receivedAt)
  }

  /// The log begins with the demo.
  private struct Silence: EpochNews {
    func opened(_ record: EpochRecord) async {}
    func closed(_ closing: EpochClosing) async {}
    func failed(_ error: any Error) async {}
  }
}
