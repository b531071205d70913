import Foundation
import Sealing
import Traffic

/// A pass that a search is to find: the only ones in an archive that are sealed under a plate that anybody knows.
struct PlantedPass: Hashable, Sendable {
  let id = PassID()
  /// Which search it is for.
  let round: Int
  let plate: RegionalPlate
  let scope: PlateScope

  /// So many for each search, each at another camera and in another hour as far as there are any.
  static func all(rounds: Int, perRound: Int, in plan: ArchivePlan) throws(BenchmarkFault) -> [PlantedPass] {
    let hours = plan.hours
    var planted: [PlantedPass] = []
    for round in 0..<rounds {
      guard let plate = plate(of: round) else { throw .unusable("There are plates for 1 to 1000 searches.") }
      for number in 0..<perRound {
        // Far apart in time, by a step that is prime.
        let hour = hours[(round * perRound + number) * 7919 % hours.count]
        let camera = plan.cameras[(round * 31 + number * 17) % plan.cameras.count]
        planted.append(PlantedPass(round: round, plate: plate, scope: PlateScope(camera: camera, captureHour: hour)))
      }
    }
    return planted
  }

  static func plate(of round: Int) -> RegionalPlate? {
    let digits = String(String(1000 + round).dropFirst())
    guard (0..<1000).contains(round), let plate = Plate(canonical: "01B\(digits)MQ") else { return nil }
    return try? RegionalPlate(region: "UZ", plate: plate)
  }
}
