import Foundation

/// Finds plates in a picture with a fully convolutional net (`Models/detector.md`).
final class PlateDetector {
  /// Longer side and area in pixels at which an ordinary picture is searched.
  static let ordinarySide = 640
  static let ordinaryArea = 512 * 512
  /// The same for stills whose longer side is above ``largePicture``: banks of cameras show several lanes, and a plate would be a speck.
  static let largeSide = 1280
  static let largeArea = 1280 * 960
  static let largePicture = 2000
  /// The net halves its input five times.
  static let stride = 32

  private let network: NeuralNetwork
  /// Kept between pictures, so that not every picture allocates a megabyte or five.
  private var plane: [Float] = []

  /// - Throws: ``RecognitionError/unusableModel(name:reason:)``, also where the model takes or gives something else than agreed: it is run once
  ///   on an empty plane, because a wrong model should stop the start and not every picture.
  init(library: OnnxLibrary, model: URL) throws(RecognitionError) {
    network = try NeuralNetwork(library: library, model: model)
    let smallest = PixelSize(width: Self.stride, height: Self.stride)
    plane = [Float](repeating: 0, count: Self.stride * Self.stride)
    do {
      _ = try search(smallest)
    } catch .unusableModel(let name, let reason) {
      throw .unusableModel(name: name, reason: "it should take one grey plane, 1 × 1 × rows × columns; \(reason)")
    }
  }

  /// The surest first, with corners in pixels of the picture.
  func plates(in picture: GreyPicture) throws(RecognitionError) -> [FoundPlate] {
    let size = picture.size
    let inner = Self.searched(size)
    let padded = PixelSize(width: Self.padded(inner.width), height: Self.padded(inner.height))
    let needed = padded.width * padded.height
    if plane.count < needed { plane = [Float](repeating: 0, count: needed) }
    try plane.withUnsafeMutableBufferPointer { (buffer) throws(RecognitionError) in
      guard let start = buffer.baseAddress else { throw .outOfMemory }
      try picture.fillOverview(start, inner: inner, plane: padded)
    }
    return try search(padded).map { plate in
      let corners = plate.corners.scaled(x: Double(size.width) / Double(inner.width), y: Double(size.height) / Double(inner.height))
      return FoundPlate(corners: corners, score: plate.score)
    }
  }

  /// Searches what is in the plane; corners are in pixels of it.
  private func search(_ size: PixelSize) throws(RecognitionError) -> [FoundPlate] {
    let taken = [1, 1, size.height, size.width]
    return try network.run(input: "image", shape: taken, values: plane, output: "plates") { (values, shape) throws(RecognitionError) in
      let agreed = [1, HeatMap.planes, size.height / HeatMap.cellPixels, size.width / HeatMap.cellPixels]
      guard shape == agreed, let map = HeatMap(values: values, columns: agreed[3], rows: agreed[2]) else {
        throw .unusableModel(name: network.name, reason: "it should give \(agreed) for a plane of \(size.width) × \(size.height), not \(shape)")
      }
      return map.plates()
    }
  }

  /// The size at which a picture is searched. Never enlarged: that costs time and shows nothing new.
  static func searched(_ size: PixelSize) -> PixelSize {
    let isLarge = size.longerSide > largePicture
    let side = Double(isLarge ? largeSide : ordinarySide) / Double(size.longerSide)
    let area = (Double(isLarge ? largeArea : ordinaryArea) / (Double(size.width) * Double(size.height))).squareRoot()
    let scale = min(1, side, area)
    func scaled(_ length: Int) -> Int { max(1, Int((Double(length) * scale).rounded(.toNearestOrEven))) }
    return PixelSize(width: scaled(size.width), height: scaled(size.height))
  }

  private static func padded(_ length: Int) -> Int { (length + stride - 1) / stride * stride }
}
