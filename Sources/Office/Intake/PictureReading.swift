import Foundation
import Logging
import Recognition
import Traffic

/// What Gantry's own reader makes of the pictures of one capture. Each picture is read at most once.
struct PictureReading {
  private let reader: (any PlateReader)?
  private let capture: Capture
  private let region: String?
  private let logger: Logger
  private(set) var readings: [Int: Reading] = [:]

  /// How many stills of one capture are read; devices send two to four.
  private static let mostPictures = 4

  init(reader: (any PlateReader)?, capture: Capture, region: String?, logger: Logger) {
    self.reader = reader
    self.capture = capture
    self.region = region
    self.logger = logger
  }

  /// Reads pictures in order until one shows a plate. Empty where none does, or where no reader is installed.
  mutating func firstRead() async -> [PlateRead] {
    for index in pictures {
      if let read = await read(index, expecting: nil).first(where: Self.isPlausible) { return [read] }
    }
    return []
  }

  /// Text that devices burn into their stills can look like a plate. A read that fits no region's grammar has to be sure to count.
  private static func isPlausible(_ read: PlateRead) -> Bool { read.region != nil || read.confidence >= 0.8 }

  /// Reads every picture: the second opinion on what the camera read, and where the plate stands in each still.
  mutating func secondOpinion(of pass: Pass) async -> [PlateRead] {
    var opinions: [PlateRead] = []
    for index in pictures {
      if let read = await read(index, expecting: pass.plate).first(where: Self.isPlausible) { opinions.append(read) }
    }
    guard !pass.reads.contains(where: { $0.reader == .server }) else { return [] }
    return opinions.max { $0.confidence < $1.confidence }.map { [$0] } ?? []
  }

  /// Where the vehicle's plate stands in a medium; `nil` where it was not found.
  func plateBox(inMedium index: Int, of plate: Plate?) -> Box? {
    guard let plates = readings[index]?.plates else { return nil }
    return best(of: plates, expecting: plate).first?.box
  }

  private var pictures: [Int] {
    let stills = capture.media.indices.filter { capture.media[$0].mimeType == "image/jpeg" }
    let scenes = stills.filter { capture.media[$0].kind != .plate }
    return Array((scenes.isEmpty ? stills : scenes).prefix(Self.mostPictures))
  }

  private mutating func read(_ index: Int, expecting plate: Plate?) async -> [PlateRead] {
    if let known = readings[index] { return best(of: known.plates, expecting: plate) }
    guard let reader else { return [] }
    do {
      let reading = try await reader.read(capture.media[index].bytes, hint: ReadingHint(region: region, expected: plate))
      readings[index] = reading
      return best(of: reading.plates, expecting: plate)
    } catch {
      logger.warning("picture could not be read", metadata: ["error": "\(error)"])
      return []
    }
  }

  /// Orders plates so that the vehicle meant comes first: the one with the expected plate, else one inside the vehicle's box, else the reader's order.
  private func best(of plates: [PlateRead], expecting plate: Plate?) -> [PlateRead] {
    func rank(_ read: PlateRead) -> Int {
      if let plate, read.candidates.contains(where: { $0.plate == plate }) { return 0 }
      if let vehicle = capture.vehicle.box, let box = read.box, vehicle.containsMiddle(of: box) { return 1 }
      return 2
    }
    return plates.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }
}
