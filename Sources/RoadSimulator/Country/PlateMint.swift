public import Traffic

/// Makes number plates as they are issued, with the statistics of photographed Uzbek plates: private shape `99 L 999 LL`, only the first code
/// of each region in use, no I, the last letter nearly always A.
public struct PlateMint: Sendable {
  /// A plate and the country that issued it.
  public struct Issued: Hashable, Sendable {
    public var plate: Plate
    /// ISO 3166-1 alpha-2.
    public var country: String
  }

  private static let letters = Array("ABCDEFGHJKLMNOPQRSTUVWXYZ")
  private static let russianLetters = Array("ABEKMHOPCTYX")
  private var chance: SeededRandom
  private var issued: Set<Plate> = []

  /// - Parameter seed: the same seed issues the same plates in the same order.
  public init(seed: UInt64) { chance = SeededRandom(seed: seed) }

  /// The next plate, never one that was issued before.
  /// - Parameter region: two digits of the keeper's region.
  public mutating func issue(region: String) -> Issued {
    while true {
      let country = chance.pick([("UZ", 965), ("KZ", 14), ("TJ", 9), ("KG", 7), ("RU", 5)])
      let text = country == "UZ" ? uzbek(region: region) : foreign(country)
      guard let plate = Plate(canonical: text), issued.insert(plate).inserted else { continue }
      return Issued(plate: plate, country: country)
    }
  }

  private mutating func uzbek(region: String) -> String {
    // Some keepers moved, or bought elsewhere.
    let home = chance.chance(0.86) ? region : chance.pick([("01", 33), ("10", 19), ("40", 10), ("30", 9), ("60", 8), ("70", 7), ("50", 6), ("20", 4), ("80", 4)])
    if chance.chance(0.11) { return home + digits(3) + letter() + letter() + letter() }
    return home + letter() + digits(3) + letter() + chance.pick([("A", 85), ("B", 14), ("C", 1)])
  }

  private mutating func foreign(_ country: String) -> String {
    switch country {
    case "KZ": digits(3) + letter() + letter() + letter() + chance.pick([("02", 5), ("13", 3), ("01", 2), ("17", 2)])
    case "KG": "0" + String(1 + chance.below(9)) + "KG" + digits(3) + letter() + letter() + letter()
    case "TJ": digits(4) + russianLetter() + russianLetter() + "0" + String(1 + chance.below(5))
    default: russianLetter() + digits(3) + russianLetter() + russianLetter() + chance.pick([("77", 4), ("199", 2), ("56", 2)])
    }
  }

  private mutating func digits(_ count: Int) -> String {
    // 000 is not issued.
    while true {
      let text = String((0..<count).map { _ in Character(String(chance.below(10))) })
      if text.contains(where: { $0 != "0" }) { return text }
    }
  }

  private mutating func letter() -> String { String(Self.letters[chance.below(Self.letters.count)]) }
  private mutating func russianLetter() -> String { String(Self.russianLetters[chance.below(Self.russianLetters.count)]) }
}
