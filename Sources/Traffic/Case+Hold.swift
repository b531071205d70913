public import Foundation

extension Case {
  /// Why a case is kept beyond its time: a court, an appeal or an inquiry asked for it.
  public struct Hold: Hashable, Sendable, Codable {
    /// Who put it on hold.
    public var by: String
    public var reason: String
    public var at: Date

    public init(by: String, reason: String, at: Date) {
      self.by = by
      self.reason = reason
      self.at = at
    }
  }
}
