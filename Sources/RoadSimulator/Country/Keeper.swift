/// The invented person in whose name a vehicle is registered.
struct Keeper: Sendable {
  var name: String
  var address: String

  private static let families = ["Karimov", "Rahimov", "Yusupov", "Toʻxtayev", "Ergashev", "Nazarov", "Abdullayev", "Mirzayev", "Qodirov", "Saidov", "Olimov", "Ismoilov", "Xolmatov", "Usmonov", "Joʻrayev", "Sobirov"]
  private static let men = ["Aziz", "Bobur", "Jasur", "Sardor", "Ulugʻbek", "Sherzod", "Rustam", "Otabek", "Dilshod", "Farruh", "Akmal", "Timur"]
  private static let women = ["Dilnoza", "Gulnora", "Malika", "Nodira", "Sevara", "Zilola", "Madina", "Shahnoza"]
  private static let streets = ["Bogʻishamol", "Navbahor", "Guliston", "Istiqlol", "Mevazor", "Yangi hayot", "Paxtakor", "Tinchlik", "Oqtepa", "Beshyogʻoch"]

  /// - Parameter district: where the keeper lives.
  init(chance: inout SeededRandom, district: String) {
    let isWoman = chance.chance(0.22)
    let family = Self.families[chance.below(Self.families.count)] + (isWoman ? "a" : "")
    let given = isWoman ? Self.women[chance.below(Self.women.count)] : Self.men[chance.below(Self.men.count)]
    name = "\(family) \(given)"
    address = "\(district), \(Self.streets[chance.below(Self.streets.count)]) koʻchasi, \(1 + chance.below(140))-uy"
  }
}
