/// Runs one piece of work at a time, and lets whoever comes meanwhile wait for the one that runs.
actor OneAtATime {
  private var running: Task<Void, any Error>?

  /// Runs the work; where some runs already, waits for that instead and throws what it throws.
  func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    if let running { return try await running.value }
    let task = Task {
      // Forgotten before it has ended, so that nobody who waited for it finds it again.
      defer { running = nil }
      try await work()
    }
    running = task
    try await task.value
  }
}
