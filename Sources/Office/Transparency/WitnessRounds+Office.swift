import Foundation
import Witnessing

extension WitnessRounds {
  /// `nil` where the configuration names no witnesses.
  init?(_ parts: OfficeParts) {
    guard let witnesses = parts.configuration.transparency.witnesses else { return nil }
    self.init(
      parts.log, witnesses: witnesses, ways: witnesses.ways, alarms: AlarmFolder(parts.configuration.logAlarms), board: parts.witnesses,
      logger: parts.logger, now: parts.now)
  }
}

extension Configuration {
  /// Where split views of the public log are kept.
  var logAlarms: URL { data.appending(path: "log-alarms", directoryHint: .isDirectory) }
}

extension Configuration.Transparency {
  /// Whether a state of the log is published only with signatures of witnesses.
  var awaitsWitnesses: Bool { witnesses.map { !$0.asksNobody } ?? false }
}
