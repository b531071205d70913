extension Plate {
  /// Makes a plate from what a camera, a person or a file wrote.
  ///
  /// Upper-cases, drops separators, replaces Cyrillic letters that look exactly like Latin ones (GOST R 50577 uses only those), and drops
  /// the colour character that Chinese firmware puts in front. Nothing is guessed: O stays O.
  /// - Parameter raw: text as received.
  /// - Returns: `nil` where nothing of a plate is left, or where cameras wrote a word for "not read".
  public init?(reading raw: String) {
    let upper = raw.uppercased()
    guard !Self.wordsForNothing.contains(upper.trimmingSpaces) else { return nil }
    var text = ""
    for character in upper {
      if let latin = Self.cyrillicLookAlikes[character] {
        text.append(latin)
      } else if character.isASCII, character.isLetter || character.isNumber {
        text.append(character)
      } else if !Self.separators.contains(character), !Self.colourCharacters.contains(character) {
        // Another script: kept out of the canonical text; the raw text keeps it.
        continue
      }
    }
    self.init(canonical: text)
  }

  /// Words with which cameras say that they read nothing; seen in real payloads, misspellings included.
  static let wordsForNothing: Set<String> = ["", "-", "UNKNOWN", "UNKNOW", "UNKOWN", "NULL", "NONE", "NO PLATE", "NOPLATE", "无车牌"]

  static let separators: Set<Character> = [" ", "-", ".", "·", "|", "_", "/", "\t"]
  static let colourCharacters: Set<Character> = ["蓝", "黄", "绿", "白", "黑"]
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
