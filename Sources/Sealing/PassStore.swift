/// Where epochs and sealed passes rest.
public protocol PassStore: Sendable {
  /// Keeps the record of an epoch that begins. Returns once it is durable; nothing may be sealed in the epoch before.
  func open(_ record: EpochRecord, period: EpochPeriod) async throws
  /// Keeps a pass of an epoch that is open. Callers that come together share one wait for the disk.
  /// - Parameter then: is told on any thread, once, when the pass is durable or could not be kept. Has to be quick: others wait for it.
  func append(_ pass: SealedRecord, then: @escaping @Sendable (Result<Void, any Error>) -> Void)
  /// Closes an epoch: its passes are put in an order that says nothing of when they arrived.
  func close(_ epoch: EpochContext) async throws -> EpochClosing
}

extension PassStore {
  /// The same, durable on return.
  public func append(_ pass: SealedRecord) async throws {
    try await withCheckedThrowingContinuation { answer in append(pass) { answer.resume(with: $0) } }
  }
}
