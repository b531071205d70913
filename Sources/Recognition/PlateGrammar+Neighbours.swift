extension PlateGrammar {
  /// Letters that look alike in the Cyrillic and the Latin script; Russia (GOST R 50577) and Tajikistan use no others.
  private static let sharedLetters = "ABEKMHOPCTYX"

  /// Provinces of Turkmenistan as they end its plates; AK is Arkadag.
  private static let turkmenProvinces = ["ag", "ah", "ak", "bn", "dz", "lb", "mr"]

  /// Kazakhstan (since 2012), Kyrgyzstan (since 2016), Tajikistan and Turkmenistan, with the older series still on the road.
  static let centralAsia: [PlateGrammar] =
    ["09", "19", "20"].flatMap { code in
      [
        PlateGrammar("KZ", "private", "999AAA" + code),
        PlateGrammar("KZ", "legal entity", "999AA" + code, weight: 0.4),
      ]
    } + [
      PlateGrammar("KZ", "older", "A999AA", weight: 0.1),
      PlateGrammar("KZ", "older", "A999AAA", weight: 0.2),
      PlateGrammar("KZ", "foreigner", "h9999", weight: 0.05),
      PlateGrammar("KZ", "foreigner", "h999999", weight: 0.05),
      PlateGrammar("KG", "private", "09999AAA"),
      PlateGrammar("KG", "legal entity", "09999AA", weight: 0.4),
      PlateGrammar("KG", "older", "A9999A", weight: 0.15),
      PlateGrammar("KG", "older", "A9999AA", weight: 0.15),
      PlateGrammar("TJ", "private", "9999AA09", alphabet: sharedLetters),
      PlateGrammar("TJ", "older", "AA9999", alphabet: sharedLetters, weight: 0.1),
      PlateGrammar("TJ", "older", "AA999909", alphabet: sharedLetters, weight: 0.1),
    ] + turkmenProvinces.map { PlateGrammar("TM", "private", "AA9999" + $0) }

  /// Russia: GOST R 50577-2018, types 1, 1B and 2; the region has two or three digits.
  static let russia: [PlateGrammar] = [
    PlateGrammar("RU", "private", "A999AA99", alphabet: sharedLetters),
    PlateGrammar("RU", "private", "A999AA999", alphabet: sharedLetters),
    PlateGrammar("RU", "trailer", "AA999999", alphabet: sharedLetters, weight: 0.1),
    PlateGrammar("RU", "trailer", "AA9999999", alphabet: sharedLetters, weight: 0.1),
    PlateGrammar("RU", "taxi or bus", "AA99999", alphabet: sharedLetters, weight: 0.1),
    PlateGrammar("RU", "taxi or bus", "AA999999", alphabet: sharedLetters, weight: 0.1),
  ]
}
