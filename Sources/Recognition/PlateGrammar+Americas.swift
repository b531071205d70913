extension PlateGrammar {
  /// Brazil, the other countries of Mercosur, and the states of the USA.
  ///
  /// Brazil: three letters and four digits until 2018, since then the Mercosur series (Contran Resolution 780 of 2019). The states each have
  /// a series of their own (California's for cars begins with a digit from 1) and sell personalised texts, so their grammar says little: a
  /// few shapes are common, any five to seven characters are possible.
  static let americas: [PlateGrammar] =
    [
      PlateGrammar("BR", "until 2018", "AAA9999"),
      PlateGrammar("BR", "Mercosur", "AAA9A99"),
      PlateGrammar("AR", "Mercosur", "AA999AA"),
      PlateGrammar("AR", "until 2016", "AAA999", weight: 0.5),
      PlateGrammar("UY", "Mercosur", "AAA9999", weight: 0.5),
      PlateGrammar("PY", "Mercosur", "AAAA999"),
    ] + commonInStates.map { PlateGrammar("US", "standard", $0) }
    + ["999999", "9999999"].map { PlateGrammar("US", "lorry or trailer", $0, weight: 0.15) }
    + ["?????", "??????", "???????"].map { PlateGrammar("US", "any", $0, weight: 0.024) }

  private static let commonInStates = [
    "AAA9999", "999AAA", "AAA999", "#AAA999", "AA99999", "AA9A9A", "AA9999", "A999999", "A99AAA", "AAA99A", "999AA9", "9AA999", "99A999", "9999AA",
    "AAAA99",
  ]
}
