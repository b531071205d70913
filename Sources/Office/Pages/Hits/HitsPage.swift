/// The hits that wait for a dispatcher, or all of them.
struct HitsPage: Sendable {
  var totalLabel: String
  var canDecideHits: Bool
  var showsAll: Bool
  var openHref = "/hits"
  var allHref = "/hits?state=all"
  var hasHits: Bool
  var hits: [HitCard]

  init(_ cards: [HitCard], showsAll: Bool) {
    totalLabel = Wording.count(cards.count, "hit", "hits")
    canDecideHits = true
    self.showsAll = showsAll
    hits = cards
    hasHits = !cards.isEmpty
  }
}
