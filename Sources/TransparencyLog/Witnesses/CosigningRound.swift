import Foundation

/// Asks all witnesses of a policy to sign a log's latest state, and publishes it with their signatures once there are enough.
public actor CosigningRound {
  private let log: TransparencyLog
  private let policy: WitnessPolicy
  private let lines: [String: any WitnessLine]
  /// How many entries each witness saw last, as far as is known. Owned by this actor.
  private var seen: [String: Int] = [:]

  /// - Parameters:
  ///   - policy: names the witnesses, and how many are enough.
  ///   - lines: the ways to them, by their names in the policy. A witness without one counts as not reached.
  public init(_ log: TransparencyLog, policy: WitnessPolicy, lines: [String: any WitnessLine]) {
    self.log = log
    self.policy = policy
    self.lines = lines
  }

  /// Asks all witnesses at once, and waits for the last of them.
  /// - Throws: what the log throws. Witnesses that refuse or are not reached stand in the report.
  public func run() async throws(TransparencyFault) -> CosigningReport {
    var note = await log.signedCheckpoint
    let checkpoint = try Checkpoint(text: note.text)
    let answers = await ask(note, checkpoint)
    for (name, answer) in answers {
      if case .forked(let size) = answer.outcome { seen[name] = size }
      guard let signature = answer.signature else { continue }
      seen[name] = checkpoint.size
      note.add(signature)
    }
    let hasQuorum = (try? policy.verify(note)) != nil
    if hasQuorum { try await log.publish(note) }
    return CosigningReport(checkpoint: checkpoint, outcomes: answers.mapValues(\.outcome), hasQuorum: hasQuorum)
  }

  private struct Answer {
    let outcome: CosigningReport.Outcome
    var signature: NoteSignature?
  }

  private func ask(_ note: SignedNote, _ checkpoint: Checkpoint) async -> [String: Answer] {
    let (log, lines, seen) = (log, lines, seen)
    return await withTaskGroup(of: (String, Answer).self) { group in
      for witness in policy.witnesses {
        group.addTask {
          guard let line = lines[witness.name] else { return (witness.name, Answer(outcome: .unreachable)) }
          return (witness.name, await Self.ask(witness.key, line, note, checkpoint, log, seen: seen[witness.name] ?? 0))
        }
      }
      var answers: [String: Answer] = [:]
      for await (name, answer) in group { answers[name] = answer }
      return answers
    }
  }

  /// Asks one witness; a second time where it says that it saw another number of entries than was thought.
  private static func ask(
    _ key: NoteKey, _ line: any WitnessLine, _ note: SignedNote, _ checkpoint: Checkpoint, _ log: TransparencyLog, seen: Int
  ) async -> Answer {
    var old = min(seen, checkpoint.size)
    for isLast in [false, true] {
      guard let proof = try? await log.consistency(from: old, to: checkpoint.size),
        let answer = try? await line.addCheckpoint(WitnessSubmission(oldSize: old, hashes: proof.hashes, checkpoint: note).bytes)
      else { return Answer(outcome: .unreachable) }
      if let signature = answer.signatures.first(where: { key.isNamed(by: $0) && key.made($0, of: note.text) }), let time = signature.witnessTime {
        return Answer(outcome: .cosigned(time), signature: signature)
      }
      guard let size = answer.seenSize else {
        // A right proof that does not hold: what the witness saw last is of the same size and has another root.
        return Answer(outcome: answer.status == 422 ? .forked(seenSize: old) : .refused(status: answer.status))
      }
      // A later state of this log, which it was shown meanwhile, is no other face.
      let latest = await log.checkpoint.size
      guard size != old, size <= latest else { return Answer(outcome: .forked(seenSize: size)) }
      if isLast || size > checkpoint.size { return Answer(outcome: .refused(status: answer.status)) }
      old = size
    }
    return Answer(outcome: .unreachable)
  }
}
