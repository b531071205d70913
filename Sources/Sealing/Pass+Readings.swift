public import Traffic

extension Pass {
  /// How many readings a pass is sealed under at most: the best, and two alternatives.
  public static let sealedReadings = 3

  /// The readings a pass is sealed under, the best first: what each reader made of it, then the readers' other candidates as they rank
  /// them. A region that no plate has is left out rather than the pass lost.
  public var readingsToSeal: [RegionalPlate] {
    let best = reads.map { ($0.region, $0.plate) }
    let others = reads.flatMap { read in read.candidates.map { (read.region, $0) } }.sorted { $0.1.confidence > $1.1.confidence }
    var readings: [RegionalPlate] = []
    for (region, plate) in best + others.map({ ($0.0, $0.1.plate) }) where readings.count < Self.sealedReadings {
      guard let reading = (try? RegionalPlate(region: region, plate: plate)) ?? (try? RegionalPlate(region: nil, plate: plate)) else { continue }
      if !readings.contains(reading) { readings.append(reading) }
    }
    return readings
  }
}
