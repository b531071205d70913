import Foundation
import Traffic

/// One pair of nets with their memory; reads one picture at a time on one thread.
actor ReadingLane {
  private let executor: LaneExecutor
  private let detector: PlateDetector
  private let reader: CharacterReader
  private let picture: GreyPicture

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(number: Int, library: OnnxLibrary, models: URL) throws(RecognitionError) {
    executor = LaneExecutor(number: number)
    detector = try PlateDetector(library: library, model: models.appendingPathComponent("detector.onnx"))
    reader = try CharacterReader(library: library, model: models.appendingPathComponent("reader.onnx"))
    picture = try GreyPicture()
  }

  func read(_ jpeg: Data, hint: ReadingHint) throws(RecognitionError) -> Reading {
    let start = ContinuousClock.now
    try picture.decode(jpeg)
    let found = try detector.plates(in: picture)
    let looks = try looks(at: found.map(\.corners), ranking: PlateTextRanking(region: hint.region))
    let reads = zip(found, looks).compactMap { PlateEstimate(plate: $0, look: $1, size: picture.size) }
    let plates = PlateEstimate.ordered(reads, expected: hint.expected).map(\.read)
    let elapsed = ContinuousClock.now - start
    return Reading(pixelWidth: picture.size.width, pixelHeight: picture.size.height, milliseconds: elapsed / .milliseconds(1), plates: plates)
  }

  /// Reads all plates at once; those it is not sure of again as plates of two rows, where their shape allows that, and from a wider cut, where
  /// there is something to be read.
  private func looks(at plates: [Quadrilateral], ranking: PlateTextRanking) throws(RecognitionError) -> [PlateLook] {
    var looks = try seen(in: plates.map { PlateCut(corners: $0) }, ranking: ranking)
    let square = looks.indices.filter { !looks[$0].isSure && looks[$0].cut.mayHaveTwoRows }
    for (index, look) in zip(square, try seen(in: square.map { looks[$0].cut.inTwoRows }, ranking: ranking)) {
      looks[index] = looks[index].better(of: look)
    }
    let doubtful = looks.indices.filter { looks[$0].isDoubtful }
    for (index, look) in zip(doubtful, try seen(in: doubtful.map { looks[$0].cut.wider }, ranking: ranking)) {
      looks[index] = looks[index].joined(with: look, ranking: ranking)
    }
    return looks
  }

  private func seen(in cuts: [PlateCut], ranking: PlateTextRanking) throws(RecognitionError) -> [PlateLook] {
    zip(cuts, try reader.frames(of: cuts, in: picture)).map { PlateLook(cut: $0, frames: $1, ranking: ranking) }
  }
}
