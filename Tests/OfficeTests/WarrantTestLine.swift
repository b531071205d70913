import Foundation
import Keyholding
import Sealing
import Synchronization
import Traffic

@testable import Office

/// A line to a real keyholder in this process, with a judge who can be told what to say, and a wire that can be cut.
final class WarrantTestLine: KeyholderLine {
  enum Judge: Sendable { case thinking, granting, refusing }

  private struct State {
    var judge = Judge.granting
    var isAway = false
    var request: WarrantRequest?
    var losesNext = false
    var calls = 0
    var proposals: [ApprovalKeyProposal] = []
  }

  let keyholder: Keyholder
  private let state = Mutex(State())
  private let now: @Sendable () -> Date

  init(_ keyholder: Keyholder, now: @escaping @Sendable () -> Date) {
    self.keyholder = keyholder
    self.now = now
  }

  var holder: HolderID { keyholder.holder }
  /// How often it was asked how it is.
  var calls: Int { state.withLock { $0.calls } }
  var proposals: [ApprovalKeyProposal] { state.withLock { $0.proposals } }
  /// What it was handed last.
  var request: WarrantRequest? { state.withLock { $0.request } }

  func say(_ judge: Judge) { state.withLock { $0.judge = judge } }
  func cut(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
  /// Loses the next request that it is handed.
  func loseNext() { state.withLock { $0.losesNext = true } }

  func status() async throws(KeyholderLineFault) -> KeyholderStatus {
    state.withLock { $0.calls += 1 }
    try reach()
    return KeyholderStatus(
      treeSize: await keyholder.seenTree?.size ?? 0, treeSizes: Dictionary(await keyholder.seenTrees.map { ($0.origin, $0.size) }) { max($0, $1) },
      days: Set(await keyholder.days), heldDays: Set(await keyholder.holds.map(\.day)))
  }

  func dayKeys() async throws(KeyholderLineFault) -> [DayKey] {
    try reach()
    return try await told { try await self.keyholder.publishDayKeys(until: UTCDay(containing: self.now()), now: self.now()) }
  }

  func checkCustody(of record: EpochRecord) async throws(KeyholderLineFault) -> Data {
    try reach()
    return try await told { try await self.keyholder.custodyCheck(record, now: self.now()) }
  }

  func submit(_ request: WarrantRequest) async throws(KeyholderLineFault) {
    try reach()
    let own = try await told { try WarrantRequest(bytes: request.bytes) }
    let isLost = state.withLock { state in
      state.request = own
      defer { state.losesNext = false }
      return state.losesNext
    }
    if !isLost { try await told { try await self.keyholder.receive(own, now: self.now()) } }
  }

  func decision(on commitment: Data) async throws(KeyholderLineFault) -> KeyholderDecision {
    try reach()
    guard let kept = await keyholder.requests.first(where: { $0.commitment == commitment }) else { return .unknown }
    if kept.decision == nil { try await judge(commitment) }
    return try await told {
      guard let decision = await self.keyholder.requests.first(where: { $0.commitment == commitment })?.decision else { return .pending }
      if case .refused(let reason) = decision.outcome { return .refused(reason) }
      guard let bytes = try await self.keyholder.answer(to: commitment, now: self.now()) else { return .unknown }
      return .granted(try TokenAnswer(bytes: bytes, signedBy: self.keyholder.identity))
    }
  }

  private func judge(_ commitment: Data) async throws(KeyholderLineFault) {
    let person = PersonName(rawValue: "judge")!
    switch state.withLock({ $0.judge }) {
    case .thinking: return
    case .granting: _ = try await told { try await self.keyholder.grant(commitment, by: person, now: self.now()) }
    case .refusing: try await told { try await self.keyholder.refuse(commitment, by: person, reason: "too broad", now: self.now()) }
    }
  }

  func release(_ request: KeyReleaseRequest) async throws(KeyholderLineFault) -> KeyReleaseAnswer {
    try reach()
    return try await told { try await self.keyholder.release(KeyReleaseRequest(bytes: request.bytes), now: self.now()) }
  }

  func propose(_ card: ApprovalKeyProposal) async throws(KeyholderLineFault) {
    try reach()
    state.withLock { $0.proposals.append(card) }
  }

  private func reach() throws(KeyholderLineFault) {
    if state.withLock({ $0.isAway }) { throw .away(holder, "the wire is cut.") }
  }

  private func told<Value: Sendable>(_ body: () async throws -> Value) async throws(KeyholderLineFault) -> Value {
    do {
      return try await body()
    } catch KeyholdingFault.refused(let refusal) {
      throw .refused(holder, code: refusal.name, message: "\(refusal)")
    } catch {
      throw .malformed(holder, "\(error)")
    }
  }
}
