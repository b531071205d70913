public import Traffic

/// A keyholder as the configuration names it, such as `supreme-court`: a body that holds a share of the keys.
public struct HolderID: Name {
  public let rawValue: String
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}
