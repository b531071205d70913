import Mustache

/// A page's own values with the layout around them, as one object for the template.
struct PageModel: MustacheParent {
  /// A ``Layout`` or, on the public listener, a ``PublicLayout``.
  let layout: any Sendable
  let body: Any

  /// The page's own value where it has one of that name, else the layout's.
  func child(named name: String) -> Any? {
    Self.value(name, of: body) ?? Self.value(name, of: layout)
  }

  private static func value(_ name: String, of object: Any) -> Any? {
    guard let found = Mirror(reflecting: object).children.first(where: { $0.label == name })?.value else { return nil }
    let mirror = Mirror(reflecting: found)
    return mirror.displayStyle == .optional ? mirror.children.first?.value : found
  }
}
