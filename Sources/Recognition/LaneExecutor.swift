import Dispatch

/// Runs one lane's work on a queue of its own: a net computes for milliseconds without a pause, which must not hold up the threads that
/// serve everyone else's tasks.
final class LaneExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(number: Int) {
    queue = DispatchQueue(label: "gantry.recognition.\(number)")
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
