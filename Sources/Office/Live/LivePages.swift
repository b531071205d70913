import ServiceLifecycle

/// Ends the streams of listening pages when the office stops, so that the people's listener can close.
struct LivePages: Service {
  let live: LiveEvents

  func run() async throws {
    try? await gracefulShutdown()
    live.close()
  }
}
