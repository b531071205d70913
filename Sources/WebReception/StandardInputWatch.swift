import Foundation
import Glibc
import ServiceLifecycle

/// Ends when standard input does: whoever started this process with a pipe is gone then, however it ended.
package struct StandardInputWatch: Service {
  package init() {}

  package func run() async throws {
    let (ends, continuation) = AsyncStream<Void>.makeStream()
    // Reading blocks, so it has a thread of its own, which the process's end takes along.
    Thread.detachNewThread {
      var buffer = [UInt8](repeating: 0, count: 256)
      while true {
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count == 0 || (count < 0 && errno != EINTR) { break }
      }
      continuation.finish()
    }
    for await _ in ends.cancelOnGracefulShutdown() {}
  }
}
