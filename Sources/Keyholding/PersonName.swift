public import Traffic

/// Somebody who may approve warrants, as policy and approval name them.
public struct PersonName: Name {
  public let rawValue: String
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}
