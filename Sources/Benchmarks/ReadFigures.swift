/// What a reader made of the photographs of one region.
public struct ReadFigures: Codable, Hashable, Sendable {
  public var region: String
  public var photos: Int
  /// Shares, 0 to 1. Found: some box has an intersection over union of at least one half with the labelled one.
  public var found: Double
  /// The first answer is the whole label, character by character.
  public var exact: Double
  /// The same with the letter O and the digit 0 taken for one: labels mix them up.
  public var exactFolded: Double
  /// Of finding and reading a photograph, decoding included, on one thread. The middle one of all.
  public var medianMilliseconds: Double
  /// Nineteen of twenty take no longer.
  public var slowMilliseconds: Double?

  init(
    region: String, photos: Int, found: Double, exact: Double, exactFolded: Double, medianMilliseconds: Double, slowMilliseconds: Double? = nil
  ) {
    self.region = region
    self.photos = photos
    self.found = found
    self.exact = exact
    self.exactFolded = exactFolded
    self.medianMilliseconds = medianMilliseconds
    self.slowMilliseconds = slowMilliseconds
  }

  init(region: String, outcomes: [ReadOutcome]) {
    let times = outcomes.map(\.milliseconds).sorted()
    func share(_ isTrue: (ReadOutcome) -> Bool) -> Double { Double(outcomes.count(where: isTrue)) / Double(max(1, outcomes.count)) }
    self.region = region
    photos = outcomes.count
    found = share(\.isFound)
    exact = share { $0.answer == $0.label }
    exactFolded = share { ReadOutcome.folded($0.answer) == ReadOutcome.folded($0.label) }
    medianMilliseconds = times.isEmpty ? 0 : times[times.count / 2]
    slowMilliseconds = times.isEmpty ? nil : times[min(times.count - 1, times.count * 95 / 100)]
  }
}
