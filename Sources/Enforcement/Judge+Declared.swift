import Traffic

extension Judge {
  /// Kinds without a number: the camera declares them with its pictures, and people look.
  func declared(_ rule: Rule, _ facts: Facts) -> Violation? {
    guard let declaration = facts.declaration(of: rule.kind) else { return nil }
    return violation(of: rule, isDeclared: true, note: declaration.note)
  }
}

extension Declaration {
  /// The vendor's own words, for the reviewer.
  var note: String? {
    let words = [vendorCode, vendorName].compactMap(\.self).filter { !$0.isEmpty }
    return words.isEmpty ? nil : "Declared by the camera as \(words.joined(separator: " "))"
  }
}
