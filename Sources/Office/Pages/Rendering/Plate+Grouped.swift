import Traffic

extension Plate {
  /// The plate as people read it aloud: `01 A 123 BC`. Only spaces are added.
  ///
  /// Uzbek plates (O'z DSt 3336) stand as region, letter, digits, letters for people and region, digits, letters for companies; any other
  /// plate is parted where letters and digits meet.
  var grouped: String {
    let letters = Array(text)
    let shape = String(letters.map { $0.isNumber ? "9" : "A" })
    if shape == "99999AAA" { return [letters[0..<2], letters[2..<5], letters[5..<8]].map { String($0) }.joined(separator: " ") }
    var groups = ""
    for (index, letter) in letters.enumerated() {
      if index > 0, letter.isNumber != letters[index - 1].isNumber { groups.append(" ") }
      groups.append(letter)
    }
    return groups
  }
}
