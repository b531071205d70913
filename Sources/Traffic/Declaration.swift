/// A violation that the camera itself declares.
public struct Declaration: Hashable, Sendable, Codable {
  public var kind: ViolationKind
  /// The vendor's own code and name, as received.
  public var vendorCode: String?
  public var vendorName: String?

  public init(kind: ViolationKind, vendorCode: String? = nil, vendorName: String? = nil) {
    self.kind = kind
    self.vendorCode = vendorCode
    self.vendorName = vendorName
  }
}
