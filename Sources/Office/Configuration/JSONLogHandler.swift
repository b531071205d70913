import Foundation
import Logging

/// Writes one JSON object a line to standard error, for whoever collects logs.
struct JSONLogHandler: LogHandler {
  let label: String
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let merged = metadata.merging(event.metadata ?? [:]) { $1 }
    let line = Line(
      time: Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)), level: event.level.rawValue, label: label,
      message: "\(event.message)", metadata: merged.mapValues { "\($0)" })
    guard var data = try? Self.encoder.encode(line) else { return }
    data.append(0x0A)
    FileHandle.standardError.write(data)
  }

  private static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  private struct Line: Encodable {
    var time: String
    var level: String
    var label: String
    var message: String
    var metadata: [String: String]
  }
}
