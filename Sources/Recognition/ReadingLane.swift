import CVision
import Foundation
import Traffic

/// One pair of nets with their memory; reads one picture at a time on one thread.
actor ReadingLane {
  private let executor: LaneExecutor
  private let detector: PlateDetector
  private let reader: CharacterReader

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(number: Int, library: OnnxLibrary, models: URL) throws(RecognitionError) {
    executor = LaneExecutor(number: number)
    detector = try PlateDetector(library: library, model: models.appendingPathComponent("detector.onnx"))
    reader = try CharacterReader(library: library, model: models.appendingPathComponent("reader.onnx"))
  }

  func read(_ jpeg: Data, hint: ReadingHint) throws(RecognitionError) -> Reading {
    let start = ContinuousClock.now
    let size = try Picture.size(of: jpeg)
    let plates = try plates(in: jpeg, of: size, hint: hint)
    let elapsed = ContinuousClock.now - start
    return Reading(pixelWidth: size.width, pixelHeight: size.height, milliseconds: elapsed / .milliseconds(1), plates: plates)
  }

  private func plates(in jpeg: Data, of size: PixelSize, hint: ReadingHint) throws(RecognitionError) -> [PlateRead] {
    let overview = try Raster(decoding: jpeg, longerSide: PlateDetector.detectionSide(for: size), channels: PICTURE_COLOUR)
    let found = try detector.plates(in: overview, of: size)
    guard !found.isEmpty else { return [] }
    // Characters are read from every pixel there is; a picture that was decoded whole is not decoded again.
    let grey = overview.size == size ? try overview.grey() : try Raster(decoding: jpeg, longerSide: nil, channels: PICTURE_GREY)
    let cuts = PlateCut.allCases
    let frames = try reader.frames(of: found.flatMap { plate in cuts.map { $0.corners(of: plate.corners) } }, in: grey)
    let ranking = PlateTextRanking(region: hint.region)
    let reads = found.enumerated().compactMap { index, plate in
      PlateEstimate(plate: plate, frames: frames[index * cuts.count..<(index + 1) * cuts.count], ranking: ranking, size: size)
    }
    return PlateEstimate.ordered(reads, expected: hint.expected).map(\.read)
  }
}
