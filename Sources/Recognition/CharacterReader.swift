import CVision
import Foundation

/// Reads straightened plates with a small convolutional net (`Models/reader.md`).
final class CharacterReader {
  static let cropValues = Int(PICTURE_READER_WIDTH) * Int(PICTURE_READER_HEIGHT)
  /// Crops go through the net in batches of at most this many, so that memory stays bounded; enough for the first cuts of any picture.
  static let batch = HeatMap.maximumPlates

  private let network: NeuralNetwork
  /// Kept between pictures.
  private var crops = [Float](repeating: 0, count: batch * cropValues)

  /// - Throws: ``RecognitionError/unusableModel(name:reason:)``, also where the model takes or gives something else than agreed: it is run once
  ///   on an empty crop.
  init(library: OnnxLibrary, model: URL) throws(RecognitionError) {
    network = try NeuralNetwork(library: library, model: model)
    do {
      _ = try read(count: 1)
    } catch .unusableModel(let name, let reason) {
      let crop = "1 × 1 × \(PICTURE_READER_HEIGHT) × \(PICTURE_READER_WIDTH)"
      throw .unusableModel(name: name, reason: "it should take straightened crops, \(crop); \(reason)")
    }
  }

  /// - Parameters:
  ///   - cuts: where plates are, in pixels of the picture.
  /// - Returns: what the net saw in each cut, in the same order.
  func frames(of cuts: [PlateCut], in picture: GreyPicture) throws(RecognitionError) -> [CharacterFrames] {
    var result: [CharacterFrames] = []
    var start = 0
    while start < cuts.count {
      let part = cuts[start..<min(start + Self.batch, cuts.count)]
      try fill(part, from: picture)
      result += try read(count: part.count)
      start += part.count
    }
    return result
  }

  private func fill(_ cuts: ArraySlice<PlateCut>, from picture: GreyPicture) throws(RecognitionError) {
    for (place, cut) in cuts.enumerated() {
      try crops.withUnsafeMutableBufferPointer { (buffer) throws(RecognitionError) in
        guard let start = buffer.baseAddress else { throw .outOfMemory }
        try picture.straighten(cut, into: start + place * Self.cropValues)
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
