import Foundation
import Keyholding
import Sealing
import Storage
import Traffic

/// An archive that was filled to be searched, with what the searches should find.
struct FilledArchive: Sendable {
  let archive: PassArchive
  let plan: ArchivePlan
  let planted: [PlantedPass]
  let answers: HolderAnswers
  let fillSeconds: Double

  /// - Parameters:
  ///   - folder: empty or missing.
  ///   - progress: is told how many percent are done.
  /// - Throws: ``BenchmarkFault/diskTooSmall(needed:free:)``, `StorageFault` or `SealingFault`.
  init(
    filling folder: URL, _ plan: ArchivePlan, rounds: Int, perRound: Int, keyholders: BenchKeyholders,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try plan.expectRoom(in: folder)
    var dayKeys: [UTCDay: [DayKeyPair]] = [:]
    for day in plan.days { dayKeys[day] = try keyholders.dayKeys(for: day) }
    let begun = ContinuousClock.now
    archive = try PassArchive(folder: folder)
    self.plan = plan
    planted = try PlantedPass.all(rounds: rounds, perRound: perRound, in: plan)
    answers = HolderAnswers(keyholders: keyholders, dayKeys: dayKeys)
    _ = try await archive.recover()
    try await ArchiveFilling(archive: archive, plan: plan, planted: planted, keyholders: keyholders, dayKeys: dayKeys).run(progress: progress)
    fillSeconds = (ContinuousClock.now - begun) / .seconds(1)
  }

  /// What a warrant for these days is asked with: for each epoch the cameras and hours that it has passes of.
  func questions() throws -> [EpochQuestion] {
    guard let first = plan.days.first, let last = plan.days.last else { return [] }
    return try archive.epochs(from: first, through: last).map { epoch in
      EpochQuestion(record: epoch.record, scopes: epoch.scopes.keys.sorted { ($0.camera, $0.captureHour) < ($1.camera, $1.captureHour) })
    }
  }

  /// The warrant of a round: one plate, at all cameras, over all days.
  func request(ofRound round: Int, _ questions: [EpochQuestion], recipient: RecipientKey) throws -> WarrantRequest {
    guard let plate = PlantedPass.plate(of: round), let first = plan.days.first, let last = plan.days.last else {
      throw BenchmarkFault.unusable("There are plates for 1 to 1000 searches.")
    }
    let warrant = try Warrant(
      plates: [plate], cameras: plan.cameras, from: first.start, to: last.advanced(byDays: 1).start, purpose: "stolen-vehicle",
      caseNumber: "bench/\(round)", requester: "bench", recipient: recipient, unsealBy: last.advanced(byDays: 90).start,
      nonce: Data.random(count: 16))
    return try WarrantRequest(warrant: warrant, opening: Data.random(count: 32), approvals: [], proof: Data(), questions: questions)
  }
}
