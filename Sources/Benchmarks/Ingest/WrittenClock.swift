import Glibc

/// The present time as captures have it, such as `2026-11-21T14:00:00.123Z`. Written anew when the second turns; between, three digits change.
struct WrittenClock {
  private var second: time_t = -1
  private var bytes: [UInt8] = Array("1970-01-01T00:00:00.000Z".utf8)

  mutating func text() -> [UInt8] {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    if now.tv_sec != second { turn(to: now.tv_sec) }
    set(now.tv_nsec / 1_000_000, count: 3, at: 20)
    return bytes
  }

  private mutating func turn(to second: time_t) {
    self.second = second
    var calendar = tm()
    var instant = second
    gmtime_r(&instant, &calendar)
    set(Int(calendar.tm_year) + 1900, count: 4, at: 0)
    for (value, place) in [(calendar.tm_mon + 1, 5), (calendar.tm_mday, 8), (calendar.tm_hour, 11), (calendar.tm_min, 14), (calendar.tm_sec, 17)] {
      set(Int(value), count: 2, at: place)
    }
  }

  private mutating func set(_ number: Int, count: Int, at index: Int) {
    var rest = number
    for place in (index..<index + count).reversed() {
      bytes[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }
}
