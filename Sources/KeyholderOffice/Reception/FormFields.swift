import Foundation

/// The fields of a posted form (`application/x-www-form-urlencoded`, WHATWG URL standard, section 5).
struct FormFields: Sendable {
  /// More fields than any form here has; the rest is not read.
  private static let maximumFields = 20

  private var values: [String: String] = [:]

  init(urlEncoded text: String) {
    for pair in text.split(separator: "&", maxSplits: Self.maximumFields).prefix(Self.maximumFields) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : ""), values[name] == nil else { continue }
      values[name] = value
    }
  }

  /// A field as it was typed; empty where it is absent.
  func raw(_ name: String) -> String { values[name] ?? "" }

  /// A field, trimmed; `nil` where it is absent or empty.
  subscript(name: String) -> String? {
    let trimmed = raw(name).trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }

  private static func decode(_ text: Substring) -> String? { text.replacing("+", with: " ").removingPercentEncoding }
}
