/// What a figure should be, and whether it is.
public struct Goal: Codable, Hashable, Sendable {
  public enum Bound: String, Codable, Sendable { case atLeast, atMost, below }

  public var name: String
  public var bound: Bound
  public var wanted: Double
  public var measured: Double
  public var isMet: Bool

  init(_ name: String, _ measured: Double, _ bound: Bound, _ wanted: Double) {
    self.name = name
    self.bound = bound
    self.wanted = wanted
    self.measured = measured
    isMet =
      switch bound {
      case .atLeast: measured >= wanted
      case .atMost: measured <= wanted
      case .below: measured < wanted
      }
  }

  /// A line for a person.
  var line: String {
    let sign =
      switch bound {
      case .atLeast: "≥"
      case .atMost: "≤"
      case .below: "<"
      }
    return "\(isMet ? "met    " : "NOT MET")  \(name): \(measured.written) (\(sign) \(wanted.written))"
  }
}

extension Double {
  /// With as many decimals as a figure of its size needs.
  var written: String {
    let factor: Double = abs(self) >= 1000 ? 1 : abs(self) >= 100 ? 10 : 1000
    let rounded = (self * factor).rounded() / factor
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
