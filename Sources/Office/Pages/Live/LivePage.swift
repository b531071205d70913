/// Passing traffic and hits as they come.
struct LivePage: Sendable {
  var eventsHref = "/events"
  var canDecideHits: Bool
  var hasHits: Bool
  var hits: [HitCard]
  var hasPasses: Bool
  var passes: [PassRow]
  var passesPerMinuteLabel: String

  init(passes: [PassRow], hits: [HitCard], canDecideHits: Bool, passesPerMinute: Int) {
    self.canDecideHits = canDecideHits
    self.hits = hits
    hasHits = !hits.isEmpty
    self.passes = passes
    hasPasses = !passes.isEmpty
    passesPerMinuteLabel = Wording.count(passesPerMinute)
  }
}
