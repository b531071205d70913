/// Looks at a server's memory again and again.
struct MemoryWatch: Sendable {
  private let task: Task<Int, Never>

  /// Begins to look.
  init(_ server: RunningServer) {
    task = Task {
      var most = 0
      while !Task.isCancelled {
        most = max(most, server.residentBytes)
        try? await Task.sleep(for: .milliseconds(100))
      }
      return max(most, server.residentBytes)
    }
  }

  /// Looks no more.
  /// - Returns: the most there was at one time, in bytes.
  func most() async -> Int {
    task.cancel()
    return await task.value
  }
}
