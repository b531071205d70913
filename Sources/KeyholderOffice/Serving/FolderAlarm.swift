import Keyholding
import ServiceLifecycle

/// Ends the keyholder once its disk failed: what is open is not to be trusted any more, and opening the folder again is the recovery.
struct FolderAlarm: Service {
  private let faults: AsyncStream<KeyholdingFault>
  private let continuation: AsyncStream<KeyholdingFault>.Continuation

  init() { (faults, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1)) }

  func ring(_ fault: KeyholdingFault) { continuation.yield(fault) }

  func run() async throws {
    for await fault in faults.cancelOnGracefulShutdown() { throw fault }
  }
}
