public import Foundation
public import Logging
public import TransparencyLog

/// Has every new state of one log signed by its witnesses, and published once there are enough. A witness that gives no signature is asked less and
/// less often, and nobody waits for it. Where one proves that it saw another face of the log, both faces are kept and nothing is published any more.
public actor LogRounds {
  public nonisolated let log: TransparencyLog
  private nonisolated let round: CosigningRound
  private nonisolated let ways: [String: any WitnessWay]
  private nonisolated let lines: [String: PatientLine]
  private nonisolated let alarms: AlarmFolder
  private nonisolated let logger: Logger
  private nonisolated let now: @Sendable () -> Date

  /// Owned by this actor, as everything below.
  public private(set) var standing: LogStanding
  private var hasReadAlarms = false
  /// The state that was published last with enough signatures.
  private var settled: Checkpoint?
  /// What was said last about a witness that gives no signature, so that it is said once.
  private var troubles: [String: String] = [:]
  /// Why the last round could not be finished here, and when the next one is tried.
  private var fault: String?
  private var pause = WitnessPause()

  /// - Parameters:
  ///   - policy: names the witnesses, and how many are enough.
  ///   - ways: to the witnesses, by their names in the policy.
  ///   - alarms: where split views are kept.
  public init(
    _ log: TransparencyLog, policy: WitnessPolicy, ways: [String: any WitnessWay], alarms: AlarmFolder, logger: Logger,
    now: @escaping @Sendable () -> Date
  ) {
    self.log = log
    self.ways = ways
    var lines: [String: PatientLine] = [:]
    for witness in policy.witnesses { lines[witness.name] = ways[witness.name].map { PatientLine($0, key: witness.key) } }
    self.lines = lines
    round = CosigningRound(log, policy: policy, lines: lines)
    self.alarms = alarms
    self.logger = logger
    self.now = now
    standing = .waiting(since: now())
  }

  /// Asks the witnesses that have not signed the log's latest state and are not left in peace. Returns soon where there is none.
  public func turn() async {
    guard standing != .forked, pause.isOver(at: now()) else { return }
    do {
      if try await !hasOpenAlarm() { try await ask() }
      (fault, pause) = (nil, WitnessPause())
    } catch {
      if fault != "\(error)" { logger.error("witnesses not asked", metadata: ["log": "\(log.key.name)", "error": "\(error)"]) }
      fault = "\(error)"
      pause.fail(at: now())
    }
  }

  private func ask() async throws {
    let note = await log.signedCheckpoint
    let state = try Checkpoint(text: note.text)
    if state != settled, standing == .published { standing = .waiting(since: now()) }
    // Of an empty log there is nothing to see.
    guard state.size > 0 else { return standing = .published }
    var awake: [String] = []
    for (name, line) in lines where await line.wake(for: note.text, at: now()) { awake.append(name) }
    guard !awake.isEmpty || fault != nil else { return }
    let report = try await round.run()
    if report.hasQuorum {
      settled = report.checkpoint
      standing = .published
    }
    for name in awake.sorted() { try await take(report.outcomes[name] ?? .unreachable, of: name) }
  }

  private func take(_ outcome: CosigningReport.Outcome, of name: String) async throws {
    switch outcome {
    case .cosigned:
      await lines[name]?.succeeded()
      if troubles.removeValue(forKey: name) != nil { logger.notice("a witness signs again", metadata: ["witness": "\(name)"]) }
      return
    case .unreachable: tell(name, "it does not answer", as: .warning)
    case .refused(let status): tell(name, "it answered with status \(status) and no signature of its own", as: .error)
    case .forked(let size): try await examine(name, seenSize: size)
    }
    await lines[name]?.failed(at: now())
  }

  private func tell(_ name: String, _ trouble: String, as level: Logger.Level) {
    guard troubles.updateValue(trouble, forKey: name) != trouble else { return }
    logger.log(level: level, "a witness does not sign the public log", metadata: ["witness": "\(name)", "why": "\(trouble)"])
  }

  // MARK: - Another face

  /// A witness says that it saw what this log does not continue. Its word alone stops nothing, or any witness could: what it kept has to bear the
  /// log's signature.
  private func examine(_ name: String, seenSize: Int) async throws {
    guard let bytes = try? await ways[name]?.checkpoint(of: log.key.name), let theirs = try? SignedNote(bytes: bytes) else {
      return tell(name, "it says that it saw another log of \(seenSize) entries, and does not show it", as: .error)
    }
    let ours = await log.signedCheckpoint
    switch try await log.face(of: theirs) {
    case .own: tell(name, "it says that it saw another log, and what it shows is this one", as: .error)
    case .unsigned: tell(name, "it says that it saw another log, and what it shows is not signed by this one's key", as: .error)
    case .other:
      standing = .forked
      logger.critical(
        "the public log shows two faces: nothing is published any more", metadata: ["log": "\(log.key.name)", "witness": "\(name)"])
      try alarms.keep(ForkAlarm(ours: ours, theirs: theirs, witness: name, raisedAt: now()), origin: log.key.name)
    }
  }

  /// Looks once at the alarms of earlier runs. One is over where the log contains what the witness saw: the right copy was put back.
  private func hasOpenAlarm() async throws -> Bool {
    guard !hasReadAlarms else { return false }
    var isOpen = false
    for alarm in try alarms.open(origin: log.key.name) {
      if case .own = try await log.face(of: alarm.theirs) {
        try alarms.close(alarm, at: now())
        logger.notice("the public log contains again what a witness saw: the alarm is over", metadata: ["log": "\(log.key.name)"])
      } else {
        isOpen = true
      }
    }
    hasReadAlarms = true
    guard isOpen else { return false }
    standing = .forked
    logger.critical("the public log showed two faces before: nothing is published", metadata: ["log": "\(log.key.name)"])
    return true
  }
}
