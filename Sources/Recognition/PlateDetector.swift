import CVision
import Foundation

/// Finds plates in a picture with a fully convolutional net (`Models/detector.md`).
final class PlateDetector {
  /// The longer side at which an ordinary picture is looked at, in pixels.
  static let ordinarySide = 640
  /// The same for stills of more than ``largePicture`` pixels, where a plate would be a speck at 640.
  static let largeSide = 1280
  static let largePicture = 2000
  /// The net halves its input five times.
  static let stride = 32

  private let network: NeuralNetwork
  /// Kept between pictures, so that not every picture allocates five megabytes.
  private var planes: [Float] = []

  init(library: OnnxLibrary, model: URL) throws(RecognitionError) {
    network = try NeuralNetwork(library: library, model: model)
  }

  /// At which longer side a picture of this size is looked at.
  static func detectionSide(for size: PixelSize) -> Int {
    size.longerSide > largePicture ? largeSide : ordinarySide
  }

  /// - Parameters:
  ///   - raster: the picture in colour, at any scale.
  ///   - size: the full size of the picture.
  /// - Returns: plates with corners in pixels of the full size.
  func plates(in raster: borrowing Raster, of size: PixelSize) throws(RecognitionError) -> [FoundPlate] {
    let inner = Self.inner(of: size)
    let plane = PixelSize(width: Self.padded(inner.width), height: Self.padded(inner.height))
    let needed = 3 * plane.width * plane.height
    if planes.count < needed { planes = [Float](repeating: 0, count: needed) }
    try planes.withUnsafeMutableBufferPointer { (buffer) throws(RecognitionError) in
      guard let start = buffer.baseAddress else { throw .outOfMemory }
      try raster.fillPlanes(start, inner: inner, plane: plane)
    }
    let found = try network.run(input: "image", shape: [1, 3, plane.height, plane.width], values: planes, output: "plates") {
      (values, shape) throws(RecognitionError) in
      guard shape.count == 4, shape[0] == 1, shape[1] == HeatMap.planes, let map = HeatMap(values: values, columns: shape[3], rows: shape[2]) else {
        throw .unusableModel(name: network.name, reason: "it should give 1 × \(HeatMap.planes) × rows × columns, not \(shape)")
      }
      return map.plates()
    }
    return found.map { plate in
      let corners = plate.corners.scaled(x: Double(size.width) / Double(inner.width), y: Double(size.height) / Double(inner.height))
      return FoundPlate(corners: corners, score: plate.score)
    }
  }

  /// The size at which the picture itself is looked at.
  static func inner(of size: PixelSize) -> PixelSize {
    let factor = Double(detectionSide(for: size)) / Double(size.longerSide)
    return PixelSize(width: max(1, Int((Double(size.width) * factor).rounded())), height: max(1, Int((Double(size.height) * factor).rounded())))
  }

  private static func padded(_ length: Int) -> Int { (length + stride - 1) / stride * stride }
}
