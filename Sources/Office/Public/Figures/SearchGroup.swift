import TransparencyLog

/// Who used the system, and what for: all that the public sees of a look or a search.
struct SearchGroup: Hashable, Sendable, Comparable {
  /// What is said where an entry leaves something open.
  static let unsaid = "not stated"

  var role: String
  var unit: String
  /// The work that it belonged to, such as `enforcement` or `investigation`.
  var purpose: String
  /// The class of offence that it was for; `nil` where none had to be stated, because it searched for nobody.
  var offence: String?

  /// - Parameter fields: of an `audit.recorded` entry.
  init(fields: [String: CanonicalJSON]) {
    role = Self.said(fields["role"])
    unit = Self.said(fields["unit"])
    purpose = Self.said(fields["purpose"])
    offence = fields["offence"]?.text
  }

  /// Searches state a class of offence; looks at what is on somebody's desk do not.
  var isSearch: Bool { offence != nil }

  private static func said(_ value: CanonicalJSON?) -> String { value?.text.flatMap { $0.isEmpty ? nil : $0 } ?? unsaid }

  static func < (left: Self, right: Self) -> Bool {
    (left.isSearch ? 0 : 1, left.role, left.unit, left.purpose, left.offence ?? "")
      < (right.isSearch ? 0 : 1, right.role, right.unit, right.purpose, right.offence ?? "")
  }
}

/// How often a group did so, and how often it was refused.
struct SearchCount: Hashable, Sendable {
  var count = 0
  var refused = 0

  static func + (left: Self, right: Self) -> Self { Self(count: left.count + right.count, refused: left.refused + right.refused) }
}
