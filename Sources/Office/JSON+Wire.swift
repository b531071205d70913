import Foundation

extension JSONDecoder {
  /// Reads ISO 8601 times with a zone, with or without fractions of a second.
  static var wire: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let text = try decoder.singleValueContainer().decode(String.self)
      let styles = [Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle()]
      for style in styles {
        if let date = try? style.parse(text) { return date }
      }
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a time such as 2026-11-21T09:15:30+05:00 belongs here"))
    }
    return decoder
  }
}

extension JSONEncoder {
  /// Writes ISO 8601 times in UTC with milliseconds, keys sorted.
  static var wire: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
    return encoder
  }
}
