import Foundation

/// The fields of a query or of a posted form (`application/x-www-form-urlencoded`, WHATWG URL standard, section 5).
struct FormFields: Sendable, Hashable {
  /// More fields than any form of ours has; the rest is not read.
  private static let maximumFields = 200

  private(set) var pairs: [(name: String, value: String)] = []

  init() {}

  init(urlEncoded text: String) {
    for pair in text.split(separator: "&", maxSplits: Self.maximumFields).prefix(Self.maximumFields) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : "") else { continue }
      pairs.append((name, value))
    }
  }

  /// The first value of a field, trimmed; `nil` where it is absent or empty.
  subscript(name: String) -> String? {
    guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
    let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// All values of a field that may occur more than once, such as check boxes.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  /// A field that must be there.
  /// - Parameter meaning: what the person calls it, for the message.
  func required(_ name: String, _ meaning: String) throws(PageFault) -> String {
    guard let value = self[name] else { throw .badForm("Please fill in \(meaning).") }
    return value
  }

  mutating func set(_ name: String, to value: String?) {
    pairs.removeAll { $0.name == name }
    if let value { pairs.append((name, value)) }
  }

  /// The fields as a query, without the question mark.
  var urlEncoded: String {
    pairs.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }.joined(separator: "&")
  }

  static func == (left: Self, right: Self) -> Bool { left.pairs.elementsEqual(right.pairs) { $0 == $1 } }
  func hash(into hasher: inout Hasher) { hasher.combine(urlEncoded) }

  private static func decode(_ text: Substring) -> String? {
    text.replacing("+", with: " ").removingPercentEncoding
  }

  private static let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

  static func encode(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }
}
