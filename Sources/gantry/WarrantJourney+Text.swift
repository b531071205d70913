import Foundation

extension WarrantJourney {
  private static let columns = ["time", "camera", "site", "latitude", "longitude", "lane", "direction", "speed_kmh", "plate", "region", "confidence"]

  /// A table for people, with what did not open below.
  var table: String {
    let rows = passes.map { stop in
      [
        stop.time, stop.camera, stop.site, stop.lane.map { "lane \($0)" } ?? "", stop.direction,
        stop.speedKmh.map { String(format: "%.0f km/h", locale: nil, $0) } ?? "", [stop.region, stop.plate].compactMap(\.self).joined(separator: " "),
        stop.confidence.map { String(format: "%.2f", locale: nil, $0) } ?? "",
      ]
    }
    let widths = rows.reduce(into: [Int](repeating: 0, count: 8)) { widths, row in
      for (place, text) in row.enumerated() { widths[place] = max(widths[place], text.count) }
    }
    var lines = rows.map { row in
      zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
    }
    lines += unopened.map { "not opened: \($0.pass): \($0.reason)" }
    let cameras = Set(passes.map(\.camera)).count
    lines.append("\(passes.count) passes at \(cameras) cameras; opened in \(Int(milliseconds.rounded())) ms")
    return lines.joined(separator: "\n")
  }

  /// RFC 4180, with a header. Cells that a spreadsheet would take for a formula begin with an apostrophe.
  var csv: String {
    let rows = passes.map { stop in
      [
        stop.time, stop.camera, stop.site, "\(stop.latitude)", "\(stop.longitude)", stop.lane.map(String.init) ?? "", stop.direction,
        stop.speedKmh.map { "\($0)" } ?? "", stop.plate ?? "", stop.region ?? "", stop.confidence.map { "\($0)" } ?? "",
      ].map(Self.cell).joined(separator: ",")
    }
    return ([Self.columns.joined(separator: ",")] + rows).joined(separator: "\r\n")
  }

  private static func cell(_ text: String) -> String {
    let isNumber = Double(text) != nil
    let safe = !isNumber && text.first.map("=+-@\t\r".contains) == true ? "'" + text : text
    return safe.contains(where: { "\",\r\n".contains($0) }) ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
  }
}
