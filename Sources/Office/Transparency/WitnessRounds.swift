import Foundation
import Logging
import ServiceLifecycle
import TransparencyLog
import Witnessing

/// Has the witnesses sign the public log: the shard that is written, and an earlier one until its last state is published.
actor WitnessRounds: Service {
  /// A new state is seen within that time.
  private static let lookEvery = Duration.milliseconds(200)

  private let log: PublicLog
  private let witnesses: WitnessPolicyFile
  private let ways: [String: any WitnessWay]
  private let alarms: AlarmFolder
  private let board: WitnessBoard
  private let logger: Logger
  private let now: @Sendable () -> Date
  /// By the name of the shard; owned by this actor, as what follows.
  private var rounds: [String: LogRounds] = [:]
  /// Earlier shards with nothing left to sign.
  private var finished: Set<String> = []

  /// - Parameters:
  ///   - ways: to the witnesses, by their names in the policy.
  ///   - alarms: where split views are kept.
  ///   - board: told after every turn.
  init(
    _ log: PublicLog, witnesses: WitnessPolicyFile, ways: [String: any WitnessWay], alarms: AlarmFolder, board: WitnessBoard, logger: Logger,
    now: @escaping @Sendable () -> Date
  ) {
    self.log = log
    self.witnesses = witnesses
    self.ways = ways
    self.alarms = alarms
    self.board = board
    self.logger = logger
    self.now = now
  }

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try await self.turn()
        try? await Task.sleep(for: Self.lookEvery)
      }
    }
  }

  /// Asks for what is not signed yet.
  /// - Throws: `TransparencyFault` where the policy is none for this log, which its reading has ruled out.
  func turn() async throws {
    let shards = await log.shards()
    for shard in shards where !finished.contains(shard.name) && rounds[shard.name] == nil {
      try await begin(shard, isLast: shard.name == shards.last?.name)
    }
    await withDiscardingTaskGroup { group in
      for each in rounds.values { group.addTask { await each.turn() } }
    }
    var standings: [String: LogStanding] = [:]
    for (name, each) in rounds { standings[name] = await each.standing }
    board.show(standings)
    for shard in shards.dropLast() where standings[shard.name] == .published { finish(shard.name) }
  }

  /// The shard that is written is shown to the witnesses at every start, so that a log which was set back is found out before it goes on for long.
  private func begin(_ shard: LogShard, isLast: Bool) async throws {
    let policy = try witnesses.policy(for: shard.key)
    if !isLast, await isSigned(shard, policy) { return finish(shard.name) }
    rounds[shard.name] = LogRounds(shard.log, policy: policy, ways: ways, alarms: alarms, logger: logger, now: now)
  }

  private func isSigned(_ shard: LogShard, _ policy: WitnessPolicy) async -> Bool {
    let published = await shard.log.publishedCheckpoint
    guard await shard.log.signedCheckpoint.text == published.text else { return false }
    return (try? policy.verify(published)) != nil
  }

  private func finish(_ name: String) {
    finished.insert(name)
    rounds[name] = nil
  }
}
