extension PlateGrammar {
  /// The Latin alphabet without I, which Uzbek plates do not use.
  private static let letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"

  /// Region codes that are issued: only the first of each region's range has been seen on 5,146 photographed private plates.
  private static let regionCodes = ["01", "10", "20", "25", "30", "40", "50", "60", "70", "75", "80", "85", "90", "95"]

  /// Uzbekistan: Cabinet of Ministers Resolution 131 of 27 June 2007, annexes 1 and 2; personalised plates: Resolution 562 of 4 September 2025.
  ///
  /// The last letter of a private plate is A (85 %) or B (14 %) so far; that breaks ties and no more, because it moves on every year.
  static let uzbekistan: [PlateGrammar] = [
    uzbek("private", "99A999Aa", 1),
    uzbek("private", "99A999Ab", 0.8),
    uzbek("private", "99A999AA", 0.5),
    uzbek("legal entity", "99999AAA", 0.4),
    uzbek("trailer", "999999AA", 0.05),
    uzbek("motorcycle", "99999AA", 0.15),
    uzbek("foreign citizen", "99h999999", 0.1),
    uzbek("foreign company", "99m999999", 0.1),
    PlateGrammar("UZ", "diplomatic", "d999999", weight: 0.05),
    PlateGrammar("UZ", "diplomatic", "t999999", weight: 0.05),
    PlateGrammar("UZ", "diplomatic", "x999999", weight: 0.05),
    PlateGrammar("UZ", "head of mission", "cmd99", weight: 0.02),
    PlateGrammar("UZ", "head of mission", "cmd999", weight: 0.02),
    PlateGrammar("UZ", "temporary", "t99999999", weight: 0.05),
    uzbek("personalised", "99AAA", 0.03),
    uzbek("personalised", "99AAAA", 0.03),
    uzbek("personalised", "99AAAAA", 0.03),
    uzbek("personalised", "99AAAAAA", 0.03),
    uzbek("personalised", "99AAA9", 0.03),
    uzbek("personalised", "99AAA99", 0.03),
  ]

  private static func uzbek(_ kind: String, _ shape: String, _ weight: Double) -> PlateGrammar {
    PlateGrammar("UZ", kind, shape, alphabet: letters, weight: weight, issuedStarts: regionCodes)
  }
}
