import Crypto
public import Foundation
import Histogram
import Keyholding
import Sealing
import Storage
import Traffic

/// A warrant for one plate at every camera over every day: how long the server takes to find the few passes among millions.
public struct SearchBenchmark: Sendable {
  /// Answers to so many searches are held in memory at the same time.
  private static let batch = 20
  /// How often what happens once a warrant is measured.
  private static let samples = 5

  let plan: ArchivePlan
  let searches: Int
  let perSearch: Int
  let keyholders: BenchKeyholders

  /// - Parameters:
  ///   - plan: how large the archive is to be.
  ///   - searches: each for another plate, 1 to 1000.
  ///   - perSearch: how many passes are planted for each.
  /// - Throws: ``BenchmarkFault/unusable(_:)``.
  public init(_ plan: ArchivePlan, keyholders: BenchKeyholders, searches: Int = 100, perSearch: Int = 2) throws(BenchmarkFault) {
    guard (1...1000).contains(searches), perSearch > 0, plan.passes >= searches * perSearch else {
      throw .unusable("1 to 1000 searches can be measured, in an archive that has room for what they should find.")
    }
    self.plan = plan
    self.searches = searches
    self.perSearch = perSearch
    self.keyholders = keyholders
  }

  /// Fills an archive and searches it.
  /// - Parameters:
  ///   - folder: the archive's, empty or missing. What is in it afterwards is the caller's to remove.
  ///   - passes: other than the plan's, for comparison.
  ///   - progress: is told what is done.
  /// - Throws: ``BenchmarkFault``: also where a search found anything else than what was planted for it.
  public func run(in folder: URL, passes: Int? = nil, progress: @escaping @Sendable (String) -> Void) async throws -> SearchFigures {
    let plan = passes.map(plan.with(passes:)) ?? plan
    let filled = try await FilledArchive(filling: folder, plan, rounds: searches, perRound: perSearch, keyholders: keyholders) { percent in
      progress("\(plan.passes) passes: \(percent) % filled")
    }
    let recipient = try RecipientKeyPair().publicKey
    let (questions, questionsMilliseconds) = try Self.middle { try filled.questions() }
    var tally = Tally(questionsMilliseconds: questionsMilliseconds)
    for start in stride(from: 0, to: searches, by: Self.batch) {
      let rounds = start..<min(searches, start + Self.batch)
      progress("\(plan.passes) passes: searches \(start + 1) to \(rounds.upperBound)")
      let requests = try rounds.map { try filled.request(ofRound: $0, questions, recipient: recipient) }
      let answers = try await filled.answers.all(to: requests)
      if start == 0 { tally.answerReadMilliseconds = try readMilliseconds(answers[0]) }
      for (round, (request, answers)) in zip(rounds, zip(requests, answers)) { try search(filled, request, answers, round: round, &tally) }
    }
    return try tally.figures(of: filled, searches: searches)
  }

  /// What the server does once enough keyholders have answered.
  private func search(
    _ filled: FilledArchive, _ request: WarrantRequest, _ answers: [TokenAnswer], round: Int, _ tally: inout Tally
  ) throws {
    try Task.checkCancellation()
    let begun = ContinuousClock.now
    let tokens = try request.tokens(from: answers)
    let lookups = tokens.map { TokenLookup(epoch: request.questions[$0.epoch].record.context, scope: $0.scope, token: $0.token) }
    let found = try filled.archive.find(lookups)
    let findings = WarrantFindings(request, found: found.map { (token: tokens[$0.lookup], row: $0.record) })
    tally.note(ContinuousClock.now - begun, tokens: tokens.count, hits: findings.release.hits.count)
    try Self.check(found.map(\.record.id), against: filled.planted.filter { $0.round == round }.map(\.id), round: round)
  }

  /// - Throws: ``BenchmarkFault/wrongHits(round:found:planted:)`` unless each planted pass was found, once, and nothing else.
  static func check(_ found: [PassID], against planted: [PassID], round: Int) throws(BenchmarkFault) {
    guard found.count == planted.count, Set(found) == Set(planted) else {
      throw .wrongHits(round: round + 1, found: found.count, planted: planted.count)
    }
  }

  private func readMilliseconds(_ answers: [TokenAnswer]) throws -> Double {
    guard let answer = answers.first, let identity = keyholders.identity(of: answer.holder) else { return 0 }
    let bytes = answer.bytes
    return try Self.middle { try TokenAnswer(bytes: bytes, signedBy: identity.publicKey) }.milliseconds
  }

  /// Does something several times.
  private static func middle<Value>(_ work: () throws -> Value) rethrows -> (value: Value, milliseconds: Double) {
    var times: [Double] = []
    while true {
      let begun = ContinuousClock.now
      let value = try work()
      times.append((ContinuousClock.now - begun) / .milliseconds(1))
      if times.count == samples { return (value, times.sorted()[samples / 2]) }
    }
  }

  /// What the searches showed so far.
  private struct Tally {
    var questionsMilliseconds: Double
    var answerReadMilliseconds = 0.0
    var tokens = 0
    var hits = 0
    var first: Double?
    var times = Histogram<UInt64>(lowestDiscernibleValue: 1, highestTrackableValue: 600_000_000, numberOfSignificantValueDigits: .three)

    mutating func note(_ time: Duration, tokens: Int, hits: Int) {
      self.tokens = tokens
      self.hits += hits
      first = first ?? time / .milliseconds(1)
      _ = times.record(UInt64(max(0, time / .microseconds(1))))
    }

    func figures(of filled: FilledArchive, searches: Int) throws -> SearchFigures {
      let days = try filled.archive.days()
      let (passes, bytes) = days.reduce((0, 0)) { ($0.0 + $1.passes, $0.1 + $1.byteCount) }
      guard passes == filled.plan.passes else { throw BenchmarkFault.countsDiffer(acknowledged: filled.plan.passes, stored: passes) }
      return SearchFigures(
        passes: passes, byteCount: bytes, bytesPerPass: Double(bytes) / Double(passes), epochs: days.reduce(0) { $0 + $1.epochs },
        fillSeconds: filled.fillSeconds, searches: searches, tokensPerSearch: tokens, hits: hits, search: LatencyFigures(times),
        firstMilliseconds: first ?? 0, questionsMilliseconds: questionsMilliseconds, answerReadMilliseconds: answerReadMilliseconds)
    }
  }
}
