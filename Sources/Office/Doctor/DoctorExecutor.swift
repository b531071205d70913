import Dispatch

/// Examinations wait for the disk and read whole logs, which must not hold up the threads that serve everyone else's tasks.
final class DoctorExecutor: TaskExecutor {
  static let shared = DoctorExecutor()

  private let queue = DispatchQueue(label: "gantry.doctor", qos: .utility)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
