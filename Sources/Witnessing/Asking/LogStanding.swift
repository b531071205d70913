public import Foundation

/// How a log stands with its witnesses.
public enum LogStanding: Hashable, Sendable {
  /// Its latest state is published with enough signatures.
  case published
  /// Its latest state waits for signatures since then.
  case waiting(since: Date)
  /// A witness proved that it has another face. Nothing is published any more.
  case forked
}
