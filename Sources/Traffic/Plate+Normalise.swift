extension Plate {
  /// Makes a plate from what a camera, a person or a file wrote.
  ///
  /// Upper-cases, drops separators, replaces Cyrillic letters that look exactly like Latin ones (GOST R 50577 uses only those), and drops
  /// the colour character (`蓝`) that Chinese firmware puts in front and a country that stands apart behind. Nothing is guessed: O stays O.
  /// - Parameter raw: text as received.
  /// - Returns: `nil` where nothing of a plate is left, or where cameras wrote a word for "not read".
  public init?(reading raw: String) {
    // As nearly all cameras write it: nothing to change.
    if let plate = Plate(canonical: raw) {
      guard !Self.wordsForNothing.contains(raw) else { return nil }
      self = plate
      return
    }
    let upper = raw.uppercased()
    guard !Self.wordsForNothing.contains(upper.trimmingSpaces) else { return nil }
    var parts = upper.split(whereSeparator: Self.separators.contains).map(Self.canonical).filter { !$0.isEmpty }
    if let last = parts.last, Self.countries.contains(last), parts.dropLast().joined().count >= Self.shortestBeforeCountry {
      parts.removeLast()
    }
    self.init(canonical: parts.joined())
  }

  /// Latin letters and digits, with Cyrillic look-alikes replaced. Other scripts are kept out of the canonical text; the raw text keeps them.
  private static func canonical(_ part: Substring) -> String {
    String(part.compactMap { cyrillicLookAlikes[$0] ?? ($0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : nil) })
  }

  /// Countries that cameras read from the plate's edge as if they were its last part.
  static let countries: Set<String> = ["UZ", "KZ", "KG", "TJ", "RUS"]
  /// What stands before a country is a whole plate. A shorter rest is not: in `01 A 123 KG` the last two letters are the plate's own.
  static let shortestBeforeCountry = 7

  /// Words with which cameras say that they read nothing; seen in real payloads, misspellings included.
  static let wordsForNothing: Set<String> = ["", "-", "UNKNOWN", "UNKNOW", "UNKOWN", "NULL", "NONE", "NO PLATE", "NOPLATE", "无车牌"]

  static let separators: Set<Character> = [" ", "-", ".", "·", "|", "_", "/", "\t"]
  static let cyrillicLookAlikes: [Character: Character] = [
    "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T", "У": "Y", "Х": "X",
  ]
}

extension String {
  /// The text without spaces at either end.
  var trimmingSpaces: String {
    var part = self[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}
