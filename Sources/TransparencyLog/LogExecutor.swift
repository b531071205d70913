import Dispatch

/// Runs a log's work on a queue of its own: it waits for the disk, which must not hold up the threads that serve everyone else's tasks.
final class LogExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "gantry.log")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
