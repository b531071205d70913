import Foundation

/// Where a witness is reached, such as `https://witness.example/log`: what is asked of it is put behind this.
public struct WitnessAddress: Hashable, Sendable {
  let text: String

  /// - Returns: `nil` for what is no address over HTTP, or holds a name and password, a query or a fragment.
  public init?(_ text: String) {
    guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme), let host = parts.host, !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
    else { return nil }
    self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
