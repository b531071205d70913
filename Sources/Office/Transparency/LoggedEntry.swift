import TransparencyLog

/// An entry of the public log with its place in it.
struct LoggedEntry: Sendable {
  let place: LogPlace
  let entry: LogEntry
}
