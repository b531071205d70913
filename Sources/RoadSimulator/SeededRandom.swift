import Foundation

/// Chance that can be repeated: the same seed gives the same numbers on every machine (SplitMix64).
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// - Parameter seed: any number; near seeds give unrelated rows.
  public init(seed: UInt64) { state = seed }

  /// Chance that belongs to a thing with a name, such as a camera, and stays the same whatever else is drawn.
  public init(seed: UInt64, of name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.init(seed: seed ^ hash)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in the range, evenly.
  public mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / Double(1 << 53)
  }

  /// True with the given probability.
  public mutating func chance(_ probability: Double) -> Bool { number(in: 0...1) < probability }

  /// A whole number below `bound`, which must be positive.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// A number that follows the bell curve, by the sum of uniform ones.
  public mutating func bell(mean: Double, deviation: Double) -> Double {
    var sum = 0.0
    for _ in 0..<12 { sum += number(in: 0...1) }
    return mean + (sum - 6) * deviation
  }

  /// How long until the next of events that come independently, on average `rate` a second.
  mutating func pause(rate: Double) -> Double { -log(max(1e-12, 1 - number(in: 0...1))) / max(1e-9, rate) }

  /// One of the values, in proportion to its weight; the last where the weights are all nought. The list must not be empty.
  mutating func pick<Value>(_ weighted: [(Value, Double)]) -> Value {
    var left = number(in: 0...1) * weighted.reduce(0) { $0 + $1.1 }
    for (value, weight) in weighted {
      left -= weight
      if left <= 0 { return value }
    }
    return weighted[weighted.count - 1].0
  }
}
