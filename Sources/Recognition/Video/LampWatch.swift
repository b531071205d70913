import Traffic

/// Whether the lamp is red, and since when, from frame to frame.
///
/// Lamps of light-emitting diodes flicker against the shutter and look dark in single frames, so red goes on until the lamp has not been red for a
/// while.
struct LampWatch {
  /// A period of red, as far as it was seen.
  struct Red: Hashable {
    /// The first red frame. `nil` where it was the first frame of all.
    var since: Duration?
    var firstSeen: Duration
    var lastSeen: Duration
  }

  /// The lamp is lit where at least this share of its box is bright and red. A round lamp that fills its box has 0.78.
  static let leastShare = 0.15
  /// Dark for so long is off.
  static let flicker: Duration = .milliseconds(400)
  /// How many periods are remembered.
  static let memory = 8

  private(set) var reds: [Red] = []
  private var hasBegun = false

  mutating func look(isRed: Bool, at offset: Duration) {
    defer { hasBegun = true }
    guard isRed else { return }
    if let last = reds.last, offset - last.lastSeen <= Self.flicker {
      reds[reds.count - 1].lastSeen = offset
    } else {
      reds = reds.suffix(Self.memory - 1) + [Red(since: hasBegun ? offset : nil, firstSeen: offset, lastSeen: offset)]
    }
  }

  /// The period of red in which something happened.
  /// - Returns: `nil` where the lamp was not seen red both before and after it: in doubt, it was not red.
  func red(at offset: Duration) -> Red? { reds.last { $0.firstSeen <= offset && offset <= $0.lastSeen } }
}
