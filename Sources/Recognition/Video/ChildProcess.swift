import CChildren
import Foundation
import Glibc
import Synchronization

/// A program that runs as a child of this one. It is reaped exactly once, and killed with its owner at the latest.
final class ChildProcess: Sendable {
  /// Read by one thread alone; closed with this object.
  let output: Int32
  /// What it writes to standard error.
  let complaints: Int32

  private let number: pid_t
  /// Its status once it has been reaped. As long as it has not, nobody else can get its number, so that a signal under this lock never meets a
  /// stranger.
  private let status = Mutex<Int32?>(nil)

  /// - Parameters:
  ///   - program: the file to run.
  ///   - arguments: without the program's name. Everybody on the machine can see them: no secret may stand in them.
  ///   - input: what it reads on standard input, a few kilobytes at most.
  ///   - lent: a file of `child_memory_file` that it gets as its number 3.
  init(_ program: URL, _ arguments: [String], input: Data = Data(), lent: Int32 = -1) throws(VideoFault) {
    var words: [UnsafeMutablePointer<CChar>?] = ([program.path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = child_program()
    let problem = input.withUnsafeBytes { bytes in
      child_start(program.path, &words, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, lent, &child)
    }
    switch problem {
    case 0: break
    case ENOENT, EACCES: throw .programMissing(program.path)
    default: throw .notStarted(reason: String(cString: strerror(problem)))
    }
    number = child.process
    output = child.output
    complaints = child.complaints
  }

  deinit {
    kill()
    _ = waitForEnd()
    close(output)
    close(complaints)
  }

  /// Ends it at once, whatever it is doing. Whoever reads its output then finds the end of it.
  func kill() {
    status.withLock { if $0 == nil { _ = Glibc.kill(number, SIGKILL) } }
  }

  /// Waits until it has ended. This blocks its thread.
  /// - Returns: its exit status, or 128 and the signal that ended it.
  func waitForEnd() -> Int32 {
    // Waits without reaping, so that the lock is never held while nothing happens.
    var information = siginfo_t()
    while status.withLock({ $0 == nil }), waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return status.withLock { status in
      if let status { return status }
      var word: Int32 = 0
      let ended: Int32 = waitpid(number, &word, 0) == number ? (word & 0x7F == 0 ? (word >> 8) & 0xFF : 128 + (word & 0x7F)) : 128
      status = ended
      return ended
    }
  }
}
