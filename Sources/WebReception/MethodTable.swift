package import HTTPTypes

/// Which methods each address of a listener takes, for the answer to one that it does not (RFC 9110, section 15.5.6).
package struct MethodTable: Sendable {
  private let routes: [(method: HTTPRequest.Method, segments: [Substring])]

  /// - Parameter routes: methods and paths in the router's notation: `/cases/{id}`, `/static/**`.
  package init(_ routes: [(method: HTTPRequest.Method, path: String)]) {
    self.routes = routes.map { ($0.method, $0.path.split(separator: "/")) }
  }

  /// What an address takes, as the field `Allow` lists it.
  /// - Returns: `nil` where there is no such address.
  package func allowed(at path: String) -> String? {
    let segments = path.split(separator: "/")
    var methods = Set(routes.lazy.filter { Self.matches($0.segments, segments) }.map(\.method.rawValue))
    guard !methods.isEmpty else { return nil }
    if methods.contains("GET") { methods.insert("HEAD") }
    return methods.sorted().joined(separator: ", ")
  }

  private static func matches(_ pattern: [Substring], _ segments: [Substring]) -> Bool {
    for (place, part) in pattern.enumerated() {
      if part == "**" { return segments.count > place }
      guard place < segments.count, part.hasPrefix("{") || part == segments[place] else { return false }
    }
    return pattern.count == segments.count
  }
}
