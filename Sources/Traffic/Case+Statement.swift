public import Foundation

extension Case {
  /// What the keeper of the vehicle answered to the notice.
  public struct Statement: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable { case contest, nomination }

    public var kind: Kind
    /// Why the notice is contested, in the keeper's own words; empty for a nomination.
    public var text: String
    /// Who is said to have driven.
    public var driverName: String?
    public var driverAddress: String?
    public var at: Date

    public init(kind: Kind, text: String = "", driverName: String? = nil, driverAddress: String? = nil, at: Date) {
      self.kind = kind
      self.text = text
      self.driverName = driverName
      self.driverAddress = driverAddress
      self.at = at
    }
  }
}
