/// An XML element with its children. Namespaces are dropped: the same device family uses several, and prefixes besides.
struct XMLElement: Hashable {
  /// The local name as written.
  let name: String
  /// The text directly in it, without white space at either end.
  var text = ""
  var children: [XMLElement] = []

  init(name: String) {
    self.name = name
  }

  /// The first child of this name. Case is ignored: firmware writes `X` in one rectangle and `x` in the next.
  func child(_ name: String) -> XMLElement? {
    children.first { $0.name.caseInsensitiveEquals(name) }
  }

  /// The first child under any of these names.
  func child(_ names: [String]) -> XMLElement? {
    for name in names {
      if let found = child(name) { return found }
    }
    return nil
  }

  /// The element at the end of a path such as `ANPR/illegalInfo/illegalCode`.
  func at(_ path: String) -> XMLElement? {
    var element: XMLElement? = self
    for name in path.split(separator: "/") { element = element?.child(String(name)) }
    return element
  }

  /// The text at the end of a path; `nil` where there is none, or only a device's word for nothing.
  func value(_ path: String) -> String? {
    guard let text = at(path)?.text, !VendorWords.meanNothing(text) else { return nil }
    return text
  }
}

extension String {
  fileprivate func caseInsensitiveEquals(_ other: String) -> Bool {
    utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 | 0x20 && ($0 | 0x20) >= 0x61) }
  }
}
