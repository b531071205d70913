import Logging
import Sealing

extension ProcessMemory {
  /// Protects the memory of this program as far as it is permitted, and says what was not.
  static func lock(telling logger: Logger) {
    for refusal in lock().refusals { logger.notice("memory is protected less than it could be", metadata: ["why": "\(refusal)"]) }
  }
}
