import Foundation
import Testing
import Traffic

@testable import Recognition
@testable import RoadSimulator

/// Redaction of drawn scenes, where it is known who drives where.
@Suite struct RedactionSceneTests {
  static let installation: Installation? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let found = try? Installation.found(environment: ProcessInfo.processInfo.environment.merging(["GANTRY_HOME": root.path]) { mine, _ in mine })
    return found.flatMap { FileManager.default.fileExists(atPath: $0.models.appendingPathComponent("reader.onnx").path) ? $0 : nil }
  }()

  private static let size = PixelSize(width: PinholeCamera.width, height: PinholeCamera.height)

  /// Every model, from both ends, on every lane and from near to far: what the estimate covers is compared with where the glass is.
  @Test(arguments: [true, false]) func estimateCoversTheGlassOfEveryModel(leaves: Bool) throws {
    let street = Streetscape(setting: .city, hasJunction: false, vehiclesLeave: leaves, name: "redaction")
    var checked = 0
    for (model, _) in VehicleModel.onTheRoad {
      for x in [-5.4, -1.75, 1.75] {
        for y in stride(from: 22.0, to: 90, by: 7) {
          for turn in [0, 0.15, .pi - 0.15, .pi] {
            let vehicle = StreetVehicle(model: model, paint: .white, plate: "01A123BC", country: "UZ", x: x, y: y, turn: turn)
            guard let plate = vehicle.plateBox(seenBy: street.camera), let glass = vehicle.glassBox(seenBy: street.camera) else { continue }
            let estimate = VehicleEstimate(plate: plate, in: Self.size)
            #expect(estimate.glass.holds(glass), "\(model.name) at \(x), \(y), turned \(turn)")
            // Of the subject: whoever sits behind the upper half of the glass, no nearer to a pillar than 15 cm.
            let heads = Box(x: glass.x + 0.1 * glass.width, y: glass.y, width: 0.8 * glass.width, height: glass.height / 2)
            #expect(estimate.occupants(of: model.kind).holds(heads), "heads in \(model.name) at \(x), \(y), turned \(turn)")
            checked += 1
          }
        }
      }
    }
    #expect(checked > 300)
  }

  /// Our own reader, which finds more than most people would, is set on the view: it may find the subject and nobody else.
  @Test(
    .enabled(if: installation != nil, "needs Models/*.onnx and ONNX Runtime in .tools/onnxruntime"), .timeLimit(.minutes(10)),
    arguments: [true, false])
  func onlyTheSubjectCanBeRead(leaves: Bool) async throws {
    let installation = try #require(Self.installation)
    let recogniser = try Recogniser(models: installation.models, onnxRuntime: installation.onnxRuntime, lanes: 1)
    let street = Streetscape(setting: .town, hasJunction: false, vehiclesLeave: leaves, name: "redaction")
    let vehicles = Self.vehicles(leave: leaves, on: street)
    let jpeg = try await SceneRenderer(backgroundsKept: 1).still(of: Self.scene(street, vehicles))
    let reading = try await recogniser.read(jpeg, hint: ReadingHint(region: "UZ"))
    let texts = Set(vehicles.map(\.plate))
    #expect(Set(reading.plates.map(\.plate.text)).isSuperset(of: texts), "all of them can be read before")

    let subject = vehicles[0]
    let box = try #require(subject.plateBox(seenBy: street.camera))
    let known = RedactionSubject(plateBox: box, vehicle: subject.model.kind)
    let plan = RedactionPlan(PlatesSeen(reading, subject: known), subject: known)
    for longer in [8192, 2560, 1600] {
      let view = try Picture.scaled(jpeg, longerSide: longer, redactedBy: plan)
      let seen = try await recogniser.read(view, hint: ReadingHint(region: "UZ")).plates
      if longer > 1600 { #expect(seen.contains { $0.plate.text == subject.plate }, "\(longer): \(seen.map(\.plate.text))") }
      for read in seen where read.plate.text != subject.plate {
        for other in texts where other != subject.plate {
          let likeness = read.candidates.map { EditDistance.likeness($0.plate.text, other) }.max() ?? 0
          #expect(likeness < 0.5, "\(longer): \(read.plate.text) was read, and \(other) passed")
        }
      }
    }
    let closeUp = try Picture.crop(jpeg, to: box, margin: 0.25, width: 640, redactedBy: plan)
    let bare = try Picture.crop(jpeg, to: box, margin: 0.25, width: 640)
    let plate = Box(x: 0.2, y: 0.4, width: 0.6, height: 0.2)
    #expect(try Picture.crop(closeUp, to: plate, margin: 0, width: 300) == Picture.crop(bare, to: plate, margin: 0, width: 300))
  }

  /// What the reader did not look for cannot be read either where it fails.
  @Test(.enabled(if: installation != nil, "needs Models/*.onnx and ONNX Runtime in .tools/onnxruntime"), .timeLimit(.minutes(10)))
  func onlyTheSubjectCanBeReadWhereNobodyLooked() async throws {
    let installation = try #require(Self.installation)
    let recogniser = try Recogniser(models: installation.models, onnxRuntime: installation.onnxRuntime, lanes: 1)
    let street = Streetscape(setting: .town, hasJunction: false, vehiclesLeave: false, name: "redaction")
    let vehicles = Self.vehicles(leave: false, on: street)
    let jpeg = try await SceneRenderer(backgroundsKept: 1).still(of: Self.scene(street, vehicles))
    let box = try #require(vehicles[0].plateBox(seenBy: street.camera))
    let plan = RedactionPlan(unread: Self.size, subject: RedactionSubject(plateBox: box))
    let view = try Picture.scaled(jpeg, longerSide: 8192, redactedBy: plan)
    #expect(try await recogniser.read(view, hint: ReadingHint(region: "UZ")).plates.map(\.plate.text) == [vehicles[0].plate])
  }

  // MARK: Parts

  /// Three vehicles abreast and one behind, the subject first.
  private static func vehicles(leave: Bool, on street: Streetscape) -> [StreetVehicle] {
    let turn = leave ? 0 : Double.pi
    let places = [("01A123BC", 2, 26.0), ("30K456TA", 1, 33.0), ("80S789RA", 2, 47.0)]
    return places.enumerated().map { index, place in
      StreetVehicle(
        model: VehicleModel.onTheRoad[index].0, paint: index == 0 ? .white : .silver, plate: place.0, country: "UZ", x: street.laneMiddle(place.1),
        y: place.2, turn: turn)
    }
  }

  private static func scene(_ street: Streetscape, _ vehicles: [StreetVehicle]) -> Scene {
    let light = SceneLight(sun: Sun(elevationDegrees: 30, azimuthDegrees: 180), headingDegrees: 40, clouds: 0.55)
    return Scene(place: "redaction", street: street, light: light, vehicles: vehicles, stamp: [], seed: 7)
  }
}

extension StreetVehicle {
  /// The outline of windscreen or rear window, whichever faces the camera, as fractions of the picture and cut to it.
  fileprivate func glassBox(seenBy camera: PinholeCamera) -> Box? {
    let shape = model.shape, side = shape.width / 2 * 0.8
    let foot = showsTail ? shape.backFoot : shape.screenFoot, head = showsTail ? shape.backHead : shape.screenHead
    let ends = [(foot, shape.belt + 0.045), (head, shape.height - 0.13)]
    let seen = ends.flatMap { end in [-side, side].compactMap { camera.project(placed(Vector3($0, end.0, end.1))) } }
    guard seen.count == 4, !(showsTail && shape.hasBox) else { return nil }
    let across = seen.map { min(1, max(0, $0.x / Double(PinholeCamera.width))) }
    let down = seen.map { min(1, max(0, $0.y / Double(PinholeCamera.height))) }
    guard let left = across.min(), let right = across.max(), let top = down.min(), let bottom = down.max() else { return nil }
    guard right > left, bottom > top else { return nil }
    return Box(x: left, y: top, width: right - left, height: bottom - top)
  }
}

extension Box {
  fileprivate func holds(_ other: Box) -> Bool {
    x <= other.x && y <= other.y && x + width >= other.x + other.width && y + height >= other.y + other.height
  }
}
