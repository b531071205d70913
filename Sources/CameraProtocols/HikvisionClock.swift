import Foundation

/// What a Hikvision device's clock says, and which instant that is.
struct HikvisionClock {
  /// `dateTime` exactly as received.
  let text: String
  let instant: Date
  /// The distance from UTC that was taken for ``instant``, for the pictures' times, which state none.
  private let offsetSeconds: Int

  /// How near to the arrival a live alert's time must be to prove which zone the device's wall clock shows.
  private static let liveSeconds = 120.0
  /// How far off the stated zone must put a live alert before it is not believed. Less than any two zones differ.
  private static let absurdSeconds = 900.0

  init(alert: XMLElement, timeZone: TimeZone, receivedAt: Date) throws(DecodingFault) {
    guard let text = alert.value("dateTime") else { throw DecodingFault(.missingField, "`dateTime` is missing") }
    guard let time = DeviceTime(iso8601: text) ?? DeviceTime(compact: text) else {
      throw DecodingFault(.badTime, "`dateTime` has to be ISO 8601, such as 2026-11-21T09:15:30+05:00")
    }
    let local = time.instant(in: timeZone, near: receivedAt)
    var chosen = time.instant ?? local
    let isLive = abs(local.timeIntervalSince(receivedAt)) <= Self.liveSeconds && alert.value("isDataRetransmission") != "true"
    // Firmware often writes the factory's zone behind a wall clock that shows the right local time.
    if isLive, abs(chosen.timeIntervalSince(receivedAt)) > Self.absurdSeconds { chosen = local }
    self.text = String(text.prefix(64))
    instant = chosen
    offsetSeconds = Int((time.instant(offsetSeconds: 0).timeIntervalSince(chosen)).rounded())
  }

  /// A picture's `absTime`: the same wall clock, so the same distance from UTC. `nil` where it cannot be read.
  func pictureTime(_ text: String?) -> Date? {
    guard let text else { return nil }
    return (DeviceTime(compact: text) ?? DeviceTime(iso8601: text))?.instant(offsetSeconds: offsetSeconds)
  }
}
