import Foundation

extension SegmentRing {
  /// One complete file of the ring.
  struct Segment: Hashable {
    var file: URL
    /// Since the stream's start.
    var start: Duration
    var end: Duration
  }

  /// The complete files, oldest first. Empty where there is none yet.
  func segments() -> [Segment] {
    guard let text = try? String(contentsOf: list, encoding: .utf8) else { return [] }
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      let fields = line.split(separator: ",")
      guard fields.count == 3, let start = Double(fields[1]), let end = Double(fields[2]), end > start else { return nil }
      // Names alone are taken: whatever stands in the list, no file outside the folder is meant.
      let file = folder.appendingPathComponent(URL(fileURLWithPath: String(fields[0])).lastPathComponent)
      // Whoever owns the folder may have removed the oldest to save memory.
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return Segment(file: file, start: .milliseconds(Int64(start * 1000)), end: .milliseconds(Int64(end * 1000)))
    }
  }
}
