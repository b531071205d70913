extension PlateGrammar {
  /// How often a plate of the country is met where nothing is known of the place, 0 to 1: the square root of its share of vehicles.
  ///
  /// The root, because pictures are not taken where vehicles are counted; and never less than a fifth, so that a small country's grammar
  /// still weighs more than none.
  static func prevalence(of country: String) -> Double {
    guard let vehicles = vehiclesInMillions[country] else { return leastPrevalence }
    return max(leastPrevalence, (vehicles / largestFleetInMillions).squareRoot())
  }

  private static let leastPrevalence = 0.2
  private static let largestFleetInMillions = 290.0

  /// Motor vehicles in use about 2022, rounded: Eurostat, OICA and the countries' registries. Only the order of magnitude matters.
  private static let vehiclesInMillions: [String: Double] = [
    "AR": 15, "AT": 6, "BA": 1, "BE": 7, "BG": 4, "BR": 80, "BY": 4, "CH": 6, "CY": 1, "CZ": 8, "DE": 57, "DK": 3, "EE": 1, "ES": 31, "FI": 4, "FR": 46,
    "GB": 41, "GR": 9, "HR": 2, "HU": 5, "IE": 3, "IT": 46, "KG": 1, "KZ": 4, "LT": 2, "LU": 1, "LV": 1, "MT": 1, "NL": 11, "NO": 4, "PL": 33, "PT": 7,
    "PY": 3, "RO": 10, "RS": 3, "RU": 60, "SE": 6, "SI": 1, "SK": 3, "TJ": 1, "TM": 1, "TR": 27, "UA": 11, "US": 290, "UY": 3, "UZ": 4,
  ]
}
