import Foundation

/// The fields of a query or of a posted form (`application/x-www-form-urlencoded`, WHATWG URL standard, section 5).
package struct FormFields: Sendable, Hashable {
  /// More fields than any form of ours has; the rest is not read.
  package static let maximumFields = 200

  package private(set) var pairs: [(name: String, value: String)] = []

  package init() {}

  /// - Parameter most: how many fields are read.
  package init(urlEncoded text: String, most: Int = maximumFields) {
    for pair in text.split(separator: "&", maxSplits: most).prefix(most) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : "") else { continue }
      pairs.append((name, value))
    }
  }

  /// The first value of a field as it was typed; empty where it is absent.
  package func raw(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

  /// The first value of a field, trimmed; `nil` where it is absent or empty.
  package subscript(name: String) -> String? {
    let trimmed = raw(name).trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// All values of a field that may occur more than once, such as check boxes.
  package func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  package mutating func set(_ name: String, to value: String?) {
    pairs.removeAll { $0.name == name }
    if let value { pairs.append((name, value)) }
  }

  /// The fields as a query, without the question mark.
  package var urlEncoded: String {
    pairs.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }.joined(separator: "&")
  }

  package static func == (left: Self, right: Self) -> Bool { left.pairs.elementsEqual(right.pairs) { $0 == $1 } }
  package func hash(into hasher: inout Hasher) { hasher.combine(urlEncoded) }

  private static func decode(_ text: Substring) -> String? {
    text.replacing("+", with: " ").removingPercentEncoding
  }

  private static let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

  package static func encode(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
}
