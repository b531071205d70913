/// How much waits for people.
struct WaitingWork: Sendable, Hashable {
  /// Cases under review.
  var cases = 0
  var openHits = 0
  /// Bodies that could not be read.
  var unparsed = 0
}
