import Foundation
import Traffic

/// Turns passages into what the camera there would send: the plain read, a still, or three stills and a clip of the whole act.
struct Photographer: Sendable {
  static let clipWidth = 960
  static let clipFramesPerSecond = 10
  /// A clip runs this long around the crossing, in seconds.
  static let clipRange = -1.9...2.6

  private let country: Country
  private let renderer: SceneRenderer
  private let clips = ClipEncoder()

  init(country: Country, renderer: SceneRenderer) {
    self.country = country
    self.renderer = renderer
  }

  /// What the camera reads without sending a picture; `nil` where no camera looks.
  func read(_ passage: Passage) -> Sighting? {
    act(of: passage).map { sighting(of: passage, act: $0) }
  }

  /// The read with one still, as of a camera that takes a picture of every vehicle; without a read where it cannot read plates.
  func still(_ passage: Passage) async throws -> Sighting? {
    guard let act = act(of: passage) else { return nil }
    var sighting = sighting(of: passage, act: act)
    let moment = act.stillMoments[1]
    let jpeg = try await renderer.still(of: act.scene(at: moment, note: "\(Int(passage.speedKmh.rounded())) km/h   FRAME 1/1"))
    sighting.pictures = [.init(name: "scene1", kind: .scene, bytes: jpeg, takenAt: passage.at.addingTimeInterval(moment), frame: 1)]
    frame(&sighting, by: act.offender(at: moment), act)
    return sighting
  }

  /// Evidence of an offence: stills before, at and after the line, and a clip of the whole act.
  func evidence(_ passage: Passage) async throws -> Sighting? {
    guard let act = act(of: passage), let offence = passage.offence else { return nil }
    var sighting = sighting(of: passage, act: act)
    sighting.violation = Self.kind(of: offence)
    for (index, moment) in act.stillMoments.enumerated() {
      try Task.checkCancellation()
      let jpeg = try await renderer.still(of: act.scene(at: moment, note: note(passage, act, moment, frame: index + 1)))
      let taken = passage.at.addingTimeInterval(moment)
      sighting.pictures.append(.init(name: "scene\(index + 1)", kind: .scene, bytes: jpeg, takenAt: taken, frame: frameNumber(moment)))
    }
    sighting.pictures.append(try await clip(of: act))
    frame(&sighting, by: act.offender(at: act.stillMoments[1]), act)
    return sighting
  }

  /// The offence's name in the words of violations.
  static func kind(of offence: VirtualVehicle.Weakness) -> ViolationKind {
    switch offence {
    case .redLight: .redLight
    case .speed: .speed
    case .seatBelt: .seatBelt
    case .phone: .phone
    }
  }

  private func act(of passage: Passage) -> RoadAct? {
    let bank = country.banks[passage.bank]
    guard let mounted = bank.camera(forTravelDegrees: passage.travelDegrees) else { return nil }
    return RoadAct(mounted: mounted, bank: bank, vehicle: country.vehicles[passage.vehicle], passage: passage, seed: country.seed)
  }

  private func sighting(of passage: Passage, act: RoadAct) -> Sighting {
    let camera = act.mounted.camera
    let vehicle = act.vehicle
    let milliseconds = Int64((passage.at.timeIntervalSince1970 * 1_000).rounded())
    var chance = SeededRandom(seed: country.seed ^ UInt64(bitPattern: milliseconds), of: vehicle.plate.text)
    // Where pictures go along a device takes its best shot; in passing it errs more often.
    let read = DeviceRead(of: vehicle.plate, country: vehicle.country, misreads: passage.offence == nil ? 0.02 : 0.01, chance: &chance)
    var sighting = Sighting(
      camera: camera, zone: TimeZone(identifier: act.bank.site.timeZone) ?? .gmt, id: "\(camera.id.rawValue)-\(milliseconds)", at: passage.at,
      read: camera.readsPlates ? read : nil, plateBox: nil, lane: act.lane, direction: act.mounted.vehiclesLeave ? .recede : .approach,
      headingDegrees: act.mounted.travelDegrees.truncatingRemainder(dividingBy: 360), speedKmh: (passage.speedKmh * 10).rounded() / 10, model: vehicle.model, paint: vehicle.paint)
    sighting.signal = act.signal(at: 0)
    if act.bank.signals != nil { sighting.stopLineCrossedAt = passage.at }
    return sighting
  }

  /// Says where vehicle and plate stand in the still that shows the act.
  private func frame(_ sighting: inout Sighting, by vehicle: StreetVehicle, _ act: RoadAct) {
    sighting.plateBox = vehicle.plateBox(seenBy: act.street.camera)
    sighting.vehicleBox = vehicle.box(seenBy: act.street.camera)
  }

  private func note(_ passage: Passage, _ act: RoadAct, _ moment: Double, frame: Int) -> String {
    let speed = "\(Int(passage.speedKmh.rounded())) km/h   FRAME \(frame)/3"
    guard let signal = act.signal(at: moment), signal.colour == .red else { return speed }
    let age = passage.at.addingTimeInterval(moment).timeIntervalSince(signal.since)
    return speed + String(format: "   RED %.1f s", max(0, age))
  }

  private func frameNumber(_ moment: Double) -> Int { max(0, Int(((moment - Self.clipRange.lowerBound) * Double(Self.clipFramesPerSecond)).rounded())) }

  private func clip(of act: RoadAct) async throws -> Sighting.Picture {
    let start = Self.clipRange.lowerBound
    let count = Int((Self.clipRange.upperBound - start) * Double(Self.clipFramesPerSecond))
    let frames = try await renderer.frames(count, width: Self.clipWidth) { index in
      act.scene(at: start + Double(index) / Double(Self.clipFramesPerSecond), note: "")
    }
    let bytes = try await clips.mp4(of: frames, framesPerSecond: Self.clipFramesPerSecond)
    return .init(name: "clip1", kind: .clip, bytes: bytes, takenAt: act.crossing.addingTimeInterval(start), frame: 0)
  }
}
