/// Who is told that epochs begin and end: the transparency log, by way of whoever runs the server.
public protocol EpochNews: Sendable {
  /// The epoch's record is durable, and passes are being sealed in it.
  func opened(_ record: EpochRecord) async
  /// The epoch's keys are gone from this machine.
  func closed(_ closing: EpochClosing) async
  /// An epoch could not be opened or closed; it is tried again.
  func failed(_ error: any Error) async
}
