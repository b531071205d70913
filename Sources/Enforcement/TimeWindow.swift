public import Foundation

/// A part of every day by the local clock, such as `22:00-06:00`; the end is not part of it, and an end before the start is on the next day.
public struct TimeWindow: Sendable, Codable, Hashable, CustomStringConvertible {
  /// Minutes since midnight, 0 to 1439.
  public let startMinute: Int
  /// Minutes since midnight, 0 to 1439.
  public let endMinute: Int

  /// - Parameter text: `HH:MM-HH:MM` on a clock of 24 hours.
  /// - Returns: `nil` for other texts, and where start and end are the same.
  public init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = Self.minute(ends[0]), let end = Self.minute(ends[1]), start != end else { return nil }
    startMinute = start
    endMinute = end
  }

  public var description: String { "\(Self.clock(startMinute))-\(Self.clock(endMinute))" }

  /// Whether the local clock at an instant stands in the window. Where a clock is put back, both passes of an hour count the same.
  /// - Parameter timeZone: the site's zone.
  public func contains(_ instant: Date, in timeZone: TimeZone) -> Bool {
    let local = instant.timeIntervalSince1970 + Double(timeZone.secondsFromGMT(for: instant))
    let now = Int((local.truncatingRemainder(dividingBy: 86_400) + 86_400).truncatingRemainder(dividingBy: 86_400)) / 60
    return startMinute < endMinute ? (startMinute..<endMinute).contains(now) : now >= startMinute || now < endMinute
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let window = TimeWindow(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a window of time; it is written like 22:00-06:00, start and end different"))
    }
    self = window
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  private static func clock(_ minute: Int) -> String {
    let parts = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return parts.joined(separator: ":")
  }
}
