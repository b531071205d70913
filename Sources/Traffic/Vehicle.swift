/// What a camera says of a vehicle besides its plate. Shown to reviewers; never searched by (`product.md`, what Gantry refuses to be).
public struct Vehicle: Hashable, Sendable, Codable {
  public enum Class: String, Sendable, Codable, CaseIterable {
    case car, van, truck, bus, motorcycle, trailer, other, unknown
  }

  public var kind: Class
  public var make: String?
  public var model: String?
  public var colour: String?
  /// Where it stands in the scene picture.
  public var box: Box?

  public init(kind: Class = .unknown, make: String? = nil, model: String? = nil, colour: String? = nil, box: Box? = nil) {
    self.kind = kind
    self.make = make
    self.model = model
    self.colour = colour
    self.box = box
  }
}
