extension PlateGrammar {
  /// Letters without those that look like digits, which many countries leave out.
  private static let noIO = "ABCDEFGHJKLMNPQRSTUVWXYZ"
  private static let noIOQ = "ABCDEFGHJKLMNPRSTUVWXYZ"
  private static let spanish = "BCDFGHJKLMNPRSTVWXYZ"
  private static let french = "ABCDEFGHJKLMNPQRSTVWXYZ"

  /// The series in use in the member states of the European Union, the commonest first. Belgian and Czech plates begin with a digit from 1.
  static let europeanUnion: [PlateGrammar] =
    series("AT", ["A99999A", "AA999AA", "AA9999A", "A9999AA", "A999AAA", "AA99999"], weights: [0.4, 0.8, 0.4, 0.4, 0.4, 0.2])
    + series("BE", ["#AAA999", "AAA999"], weights: [1, 0.2])
    + series("BG", ["A9999AA", "AA9999AA"], alphabet: "ABEKMHOPCTYX", weights: [1, 1])
    + series("CY", ["AAA999"], weights: [1])
    + series("CZ", ["#A99999", "#AA9999"], alphabet: "ABCDEFHIJKLMNPRSTUVXYZ", weights: [1, 0.8])
    + series(
      "DE", ["AAA9999", "AAAA999", "AAA999", "AAAA99", "AA9999", "AA999", "AAAAA999", "AAAAA99", "AAAA9999"],
      weights: [0.8, 0.8, 0.8, 0.5, 0.4, 0.3, 0.5, 0.5, 0.5])
    + series("DK", ["AA99999"], weights: [1])
    + series("EE", ["999AAA"], weights: [1])
    + series("ES", ["9999AAA"], alphabet: spanish, weights: [1])
    + series("FI", ["AAA999", "AAA99"], weights: [1, 0.2])
    + series("FR", ["AA999AA", "9999AA99", "999AAA99"], alphabet: french, weights: [1, 0.1, 0.1])
    + series("GR", ["AAA9999"], alphabet: "ABEZHIKMNOPTYX", weights: [1])
    + series("HR", ["AA999AA", "AA9999AA", "AA999A", "AA9999A"], weights: [0.8, 0.8, 0.3, 0.5])
    + series("HU", ["AAA999", "AAAA999"], weights: [1, 1])
    + series("IE", ["99A99999", "999A99999", "999A9999", "999A999", "99AA9999"], weights: [0.5, 0.8, 0.8, 0.4, 0.4])
    + series("IT", ["AA999AA"], alphabet: noIOQ, weights: [1])
    + series("LT", ["AAA999", "AA9999"], weights: [1, 0.2])
    + series("LU", ["AA9999", "99999"], weights: [1, 0.3])
    + series("LV", ["AA9999", "AA999"], weights: [1, 0.3])
    + series("MT", ["AAA999"], weights: [1])
    + series(
      "NL", ["AA999A", "A999AA", "9AAA99", "99AAA9", "AA99AA", "99AAAA", "99AA99"], alphabet: "BDFGHJKLNPRSTVXZ",
      weights: [1, 1, 0.7, 0.7, 0.5, 0.5, 0.3])
    + series("PL", ["AA99999", "AAA9999", "AA9999A", "AAAA999", "AAA99999", "AAA99AA", "AA999AA"], weights: [1, 0.4, 0.5, 0.3, 0.3, 0.4, 0.4])
    + series("PT", ["AA99AA", "99AA99", "9999AA", "AA9999"], weights: [1, 0.8, 0.4, 0.2])
    + series("RO", ["AA99AAA", "b99AAA", "b999AAA"], weights: [1, 0.4, 1])
    + series("SE", ["AAA999", "AAA99A"], alphabet: noIOQ, weights: [1, 0.8])
    + series("SI", ["AAAA999", "AA99AAA", "AA999AA", "AAA9999"], weights: [0.5, 0.4, 0.4, 0.3])
    + series("SK", ["AA999AA"], weights: [1])

  /// European countries outside the Union.
  static let europe: [PlateGrammar] =
    series("GB", ["AA99AAA", "A999AAA", "AAA999A"], alphabet: noIO, weights: [1, 0.2, 0.1])
    + series("NO", ["AA99999"], weights: [1])
    + series("CH", ["AA999999", "AA99999", "AA9999"], weights: [1, 0.6, 0.3])
    + series("UA", ["AA9999AA"], alphabet: "ABEKMHOPCTYXI", weights: [1])
    + series("TR", ["99AA999", "99AAA999", "99AAA99", "99A9999", "99AA9999"], weights: [0.8, 1, 0.8, 0.5, 0.5])
    + series("RS", ["AA999AA", "AA9999AA"], weights: [1, 0.3])
    + series("BA", ["A99A999"], weights: [1])
    + series("BY", ["9999AA9"], weights: [1])

  /// The member states, for the hint `EU`.
  static let memberStates = Set(europeanUnion.map(\.region))

  private static func series(_ region: String, _ shapes: [String], alphabet: String? = nil, weights: [Double]) -> [PlateGrammar] {
    zip(shapes, weights).map { PlateGrammar(region, "standard", $0, alphabet: alphabet, weight: $1) }
  }
}
