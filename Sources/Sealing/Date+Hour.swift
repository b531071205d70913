public import Foundation

extension Date {
  /// Hours since 1970-01-01T00:00Z, rounded down: how exactly a sealed pass says in clear when it was captured.
  public var hourSince1970: Int { Int((timeIntervalSince1970 / 3600).rounded(.down)) }

  /// The first instant of an hour.
  /// - Parameter hour: Hours since 1970-01-01T00:00Z.
  public init(hourSince1970 hour: Int) { self.init(timeIntervalSince1970: Double(hour) * 3600) }
}
