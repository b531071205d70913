/// Words and numbers with which devices say that they know nothing, misspellings included, as seen in real payloads.
enum VendorWords {
  private static let nothing: Set<String> = ["", "-", "unknown", "unknow", "unkown", "null", "none", "nil", "n/a"]

  static func meanNothing(_ text: String) -> Bool {
    nothing.contains(text.lowercased())
  }

  /// The text cut to what is kept, or `nil` where it says nothing.
  static func meaningful(_ text: String?) -> String? {
    guard let text, !meanNothing(text) else { return nil }
    return String(text.prefix(BodyLimits.textCharacters))
  }

  /// A name from the body that may stand in a counter or a log: letters, digits, `_` and `-`, at most 32; anything else becomes `other`.
  static func counterName(_ text: String) -> String {
    let isSafe = (1...32).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    return isSafe ? text : "other"
  }
}
