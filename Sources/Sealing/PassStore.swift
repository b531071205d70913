/// Where epochs and sealed passes rest.
public protocol PassStore: Sendable {
  /// Keeps the record of an epoch that begins. Returns once it is durable; nothing may be sealed in the epoch before.
  func open(_ record: EpochRecord, period: EpochPeriod) async throws
  /// Keeps a pass of an epoch that is open. Returns once it is durable; callers that come together share one wait for the disk.
  func append(_ pass: SealedRecord) async throws
  /// Closes an epoch: its passes are put in an order that says nothing of when they arrived.
  func close(_ epoch: EpochContext) async throws -> EpochClosing
}
