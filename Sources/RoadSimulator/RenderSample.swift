public import Foundation
public import Traffic

/// A drawn still and what there is to be read on it.
public struct StillSample: Sendable {
  /// JPEG, 3840 × 2160 pixels.
  public var jpeg: Data
  public var plate: Plate
  /// Where the plate stands, as fractions of the picture.
  public var plateBox: Box
}

/// Draws one still of the standard country: a vehicle at the stop line of a junction with the light red, or on an open road.
/// - Parameters:
///   - time: decides where the sun stands.
///   - seed: decides place, vehicle and plate.
///   - isJunction: whether the camera hangs over a junction and sees rear plates, or over a road and mostly sees front plates.
/// - Throws: ``SimulatorError`` where the picture could not be drawn.
public func renderSample(at time: Date, seed: UInt64, isJunction: Bool) async throws(SimulatorError) -> StillSample {
  let country = Country.standard
  var chance = SeededRandom(seed: seed, of: "sample")
  let choices = country.banks.indices.filter { (country.banks[$0].signals != nil) == isJunction }
  let bankIndex = choices[chance.below(choices.count)]
  let bank = country.banks[bankIndex]
  let mounted = bank.mounted[0]
  let cars = country.vehicles.indices.filter { country.vehicles[$0].model.shape.length < 5.6 }
  let index = cars[chance.below(cars.count)]
  var passage = Passage(at: time, vehicle: index, bank: bankIndex, travelDegrees: mounted.travelDegrees, speedKmh: 54)
  if let plan = bank.signals, let group = mounted.signalGroup { passage.at = plan.next(.red, of: group, after: time).addingTimeInterval(1.8) }
  let act = RoadAct(mounted: mounted, bank: bank, vehicle: country.vehicles[index], passage: passage, seed: seed)
  let moment = act.stillMoments[1]
  guard let box = act.offender(at: moment).plateBox(seenBy: act.street.camera) else { throw .drawing("the plate is outside the picture") }
  let jpeg = try await SceneRenderer(backgroundsKept: 1).still(of: act.scene(at: moment, note: "54 km/h   FRAME 2/3"))
  return StillSample(jpeg: jpeg, plate: country.vehicles[index].plate, plateBox: box)
}
