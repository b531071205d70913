/// Marks of a country that stand on a plate beside its text and are sometimes read along with it.
enum CountryMark {
  /// How probable it is that a text that ends in a mark has it from the flag field and not from the number itself.
  static let probability = 0.3

  private static let trailing = ["UZ", "KZ", "KG", "TJ", "TM", "RUS"].compactMap { PlateText($0) }
  private static let kyrgyz = PlateText("KG")?.codes ?? []

  /// The text without its mark: at the end, or the KG that Kyrgyz plates print after the region's two digits.
  /// - Returns: `nil` where there is none.
  static func removed(from text: PlateText) -> PlateText? {
    if text.count >= 8, text.codes[0] == 0, Array(text.codes[2..<4]) == kyrgyz {
      return PlateText(codes: Array(text.codes[..<2] + text.codes[4...]))
    }
    guard let mark = trailing.first(where: { text.count >= $0.count + 5 && Array(text.codes.suffix($0.count)) == $0.codes }) else { return nil }
    return PlateText(codes: Array(text.codes.dropLast(mark.count)))
  }
}
