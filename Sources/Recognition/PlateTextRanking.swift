/// Weighs what the net saw against what plates can say.
///
/// By Bayes' rule: each text that the beam search found, and each that differs from it by look-alikes and fits a grammar, counts with its
/// probability times how common such a text is where the camera stands. A text that fits nothing keeps a little weight and is never dropped:
/// a grammar may tip the scales by fifty to one, and a net that is surer than that stands.
struct PlateTextRanking {
  /// Weight of a text that fits no grammar, where a common one of the region has 1.
  static let unknownWeight = 0.02
  /// Weights of a country: the hinted one, its neighbours, all others.
  static let neighbourWeight = 0.2
  static let foreignWeight = 0.05
  /// The country with the most vehicles, where nothing is hinted; the others count less (``PlateGrammar/prevalence(of:)``).
  static let unhintedWeight = 0.8
  static let maximumCandidates = 6
  /// Less probable texts are no candidates worth keeping.
  static let leastConfidence = 0.001

  /// One text with how probable it is, and the country whose grammar it fits.
  struct Ranked: Hashable, Sendable {
    var text: PlateText
    var confidence: Double
    var region: String?
  }

  /// Country that is expected, as in ``ReadingHint/region``.
  let region: String?

  /// - Parameter found: texts with their probabilities, from one plate.
  /// - Returns: all readings worth keeping, best first; none where nothing is the likeliest thing to be read.
  func ranked(_ found: [BeamSearch.Found]) -> [Ranked] {
    let nothing = found.reduce(0) { $1.text.count == 0 ? $0 + $1.probability : $0 }
    guard nothing < 0.5 else { return [] }
    let seen = found.filter { $0.text.plate != nil }
    let weighed = candidates(from: seen).map { text in
      let probability = seen.reduce(0) { $0 + $1.probability * likeness(of: text, to: $1.text) }
      let fit = bestFit(of: text)
      return Ranked(text: text, confidence: probability * fit.weight, region: fit.region)
    }
    let unseen = max(0, 1 - found.reduce(0) { $0 + $1.probability }) * Self.unknownWeight
    let total = weighed.reduce(unseen) { $0 + $1.confidence }
    guard total > 0 else { return [] }
    let ranked = weighed.map { Ranked(text: $0.text, confidence: $0.confidence / total * (1 - nothing), region: $0.region) }
      .sorted { ($0.confidence, $1.text.string) > ($1.confidence, $0.text.string) }
    let worthKeeping = ranked.enumerated().filter { $0.offset == 0 || $0.element.confidence >= Self.leastConfidence }
    return Array(worthKeeping.map(\.element).prefix(Self.maximumCandidates))
  }

  /// Each once and always in the same order, because sums depend on their order in the last digits.
  private func candidates(from seen: [BeamSearch.Found]) -> [PlateText] {
    var known: Set<PlateText> = []
    var texts: [PlateText] = []
    func add(_ text: PlateText) {
      if known.insert(text).inserted { texts.append(text) }
    }
    for found in seen {
      add(found.text)
      for text in [found.text, CountryMark.removed(from: found.text)].compactMap(\.self) {
        for grammar in PlateGrammar.byLength[text.count] ?? [] {
          if let fitted = grammar.pattern.fitted(text) { add(fitted) }
        }
      }
    }
    return texts
  }

  /// How probable it is that a plate says `text` where the net saw `seen`: look-alikes, or a country mark read along with it.
  private func likeness(of text: PlateText, to seen: PlateText) -> Double {
    if text.count == seen.count { return LookAlikes.probability(of: text, seenAs: seen) }
    guard let bare = CountryMark.removed(from: seen) else { return 0 }
    return LookAlikes.probability(of: text, seenAs: bare) * CountryMark.probability
  }

  /// The weight of the likeliest grammar, and its country. The country stays open where several fit about as well.
  func bestFit(of text: PlateText) -> (weight: Double, region: String?) {
    var weights: [String: Double] = [:]
    for grammar in PlateGrammar.byLength[text.count] ?? [] {
      let weight = grammar.weight(of: text) * weight(of: grammar.region)
      if weight > 0 { weights[grammar.region] = max(weights[grammar.region] ?? 0, weight) }
    }
    guard let best = weights.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value > Self.unknownWeight else {
      return (Self.unknownWeight, nil)
    }
    let isClear = weights.values.reduce(0, +) < best.value * 1.9
    return (best.value, isClear ? named(best.key) : nil)
  }

  /// The hint itself where it names the same country more closely (`US-CA`).
  private func named(_ country: String) -> String {
    guard let region, region.hasPrefix(country + "-") else { return country }
    return region
  }

  private func weight(of country: String) -> Double {
    guard let region else { return Self.unhintedWeight * PlateGrammar.prevalence(of: country) }
    let hinted = String(region.prefix(2)).uppercased()
    if hinted == country { return 1 }
    if hinted == "EU" { return PlateGrammar.memberStates.contains(country) ? 1 : Self.foreignWeight }
    let isNear = Self.neighbourhoods.contains { $0.contains(hinted) && $0.contains(country) }
    return isNear ? Self.neighbourWeight : Self.foreignWeight
  }

  /// Countries whose vehicles are often met in each other's streets.
  private static let neighbourhoods: [Set<String>] = [
    ["UZ", "KZ", "KG", "TJ", "TM", "RU"],
    PlateGrammar.memberStates.union(["GB", "NO", "CH", "UA", "TR", "RS", "BA"]),
    ["RU", "BY", "UA", "KZ"],
    ["BR", "AR", "UY", "PY"],
  ]
}
