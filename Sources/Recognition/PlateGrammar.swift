/// One type of plate of one country: which texts it carries and how common it is.
struct PlateGrammar: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  let region: String
  /// What the type is called, such as `private`.
  let kind: String
  let pattern: PlatePattern
  /// How common the type is in its country, 0 to 1, relative to the commonest one.
  let weight: Double
  /// Beginnings that are issued; empty where any is. Another beginning is suspicious, not impossible.
  var issuedStarts: Set<PlateText> = []

  /// What an unissued beginning costs.
  static let unissuedWeight = 0.1

  init(_ region: String, _ kind: String, _ shape: String, alphabet: String? = nil, weight: Double = 1, issuedStarts: [String] = []) {
    self.region = region
    self.kind = kind
    self.pattern = PlatePattern(shape, alphabet: alphabet)
    self.weight = weight
    self.issuedStarts = Set(issuedStarts.compactMap { PlateText($0) })
  }

  /// How common a text of this type is, 0 where it is of another type.
  func weight(of text: PlateText) -> Double {
    guard pattern.matches(text) else { return 0 }
    guard let length = issuedStarts.first?.count else { return weight }
    let start = PlateText(codes: Array(text.codes.prefix(length)))
    return issuedStarts.contains(start) ? weight : weight * Self.unissuedWeight
  }

  /// Every grammar Gantry knows.
  static let all: [PlateGrammar] = uzbekistan + centralAsia + russia + europeanUnion + europe + americas

  /// The grammars by the length of their texts.
  static let byLength: [Int: [PlateGrammar]] = Dictionary(grouping: all) { $0.pattern.places.count }
}
