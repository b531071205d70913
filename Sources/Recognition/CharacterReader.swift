import CVision
import Foundation

/// Reads straightened plates with a small convolutional net (`Models/reader.md`).
final class CharacterReader {
  static let cropValues = Int(PICTURE_READER_WIDTH) * Int(PICTURE_READER_HEIGHT)
  /// Crops go through the net in batches of at most this many, so that memory stays bounded.
  static let batch = 8

  private let network: NeuralNetwork
  /// Kept between pictures.
  private var crops = [Float](repeating: 0, count: batch * cropValues)

  init(library: OnnxLibrary, model: URL) throws(RecognitionError) {
    network = try NeuralNetwork(library: library, model: model)
  }

  /// - Parameters:
  ///   - plates: where they are, in pixels of `grey`.
  ///   - grey: the picture at full size.
  /// - Returns: what the net saw of each plate, in the same order.
  func frames(of plates: [Quadrilateral], in grey: borrowing Raster) throws(RecognitionError) -> [CharacterFrames] {
    var result: [CharacterFrames] = []
    var start = 0
    while start < plates.count {
      let part = plates[start..<min(start + Self.batch, plates.count)]
      try fill(part, from: grey)
      result += try read(count: part.count)
      start += part.count
    }
    return result
  }

  private func fill(_ plates: ArraySlice<Quadrilateral>, from grey: borrowing Raster) throws(RecognitionError) {
    for (place, plate) in plates.enumerated() {
      try crops.withUnsafeMutableBufferPointer { (buffer) throws(RecognitionError) in
        guard let start = buffer.baseAddress else { throw .outOfMemory }
        try grey.straighten(plate, into: start + place * Self.cropValues)
      }
    }
  }

  private func read(count: Int) throws(RecognitionError) -> [CharacterFrames] {
    let shape = [count, 1, Int(PICTURE_READER_HEIGHT), Int(PICTURE_READER_WIDTH)]
    return try network.run(input: "crop", shape: shape, values: crops, output: "characters") { (values, shape) throws(RecognitionError) in
      guard shape.count == 3, shape[0] == count, shape[2] == CharacterFrames.classes else {
        throw .unusableModel(name: network.name, reason: "it should give \(count) × frames × \(CharacterFrames.classes), not \(shape)")
      }
      let size = shape[1] * shape[2]
      return (0..<count).map { CharacterFrames(logits: UnsafeBufferPointer(rebasing: values[($0 * size)..<(($0 + 1) * size)])) }
    }
  }
}
