import Foundation

/// A header value with parameters, such as `form-data; name="anpr.xml";filename="anpr.xml"`. Cameras differ in spaces, quotes and case.
struct MIMEHeader: Hashable {
  /// What stands before the first semicolon, in lower case.
  let value: String
  /// Parameters by lower-case name; the first of a name counts.
  let parameters: [String: String]

  init(_ text: String) {
    // As nearly all captures come.
    guard text != "application/json" else {
      (value, parameters) = (text, [:])
      return
    }
    var rest = text[...]
    value = Self.take(from: &rest, upTo: ";").trimmingCharacters(in: .whitespaces).lowercased()
    var parameters: [String: String] = [:]
    while rest.popFirst() != nil, parameters.count < 16 {
      let name = Self.take(from: &rest, upTo: "=;").trimmingCharacters(in: .whitespaces).lowercased()
      guard rest.first == "=" else { continue }
      rest.removeFirst()
      let value = Self.takeValue(from: &rest)
      if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
    }
    self.parameters = parameters
  }

  private static func takeValue(from rest: inout Substring) -> String {
    rest = rest.drop { $0 == " " || $0 == "\t" }
    guard rest.first == "\"" else { return take(from: &rest, upTo: ";").trimmingCharacters(in: .whitespaces) }
    rest.removeFirst()
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      // A backslash escapes a quote or itself; before anything else it is part of a Windows path that some devices send.
      if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
        value.append(next)
        rest.removeFirst()
      } else {
        value.append(character)
      }
    }
    _ = take(from: &rest, upTo: ";")
    return value
  }

  private static func take(from rest: inout Substring, upTo stops: String) -> Substring {
    let end = rest.firstIndex { stops.contains($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }
}
