import CVision
public import Foundation
public import Traffic

/// What is done to JPEG pictures besides reading them. Nothing here crashes on damaged, truncated or absurd input.
public enum Picture {
  /// Quality of the JPEGs made here. They are for looking at; evidence is the original.
  static let quality = 88

  /// Reads the size from the header alone.
  /// - Throws: ``RecognitionError`` for what is no JPEG, is larger than 32 MiB or has more than 40 megapixels.
  public static func size(of jpeg: Data) throws(RecognitionError) -> PixelSize {
    try measured(jpeg, by: picture_measure)
  }

  /// Decodes every block at a reduced scale.
  /// - Throws: ``RecognitionError/damagedPicture`` where the data is damaged or ends early, and as ``size(of:)``.
  public static func verify(_ jpeg: Data) throws(RecognitionError) -> PixelSize {
    try measured(jpeg, by: picture_check)
  }

  /// Makes a close-up.
  /// - Parameters:
  ///   - box: what to show, as fractions of the picture.
  ///   - margin: how much to show around it on each side, as a fraction of the box's width.
  ///   - width: width of the result in pixels, 16 to 4096. The height follows.
  /// - Returns: a JPEG.
  /// - Throws: ``RecognitionError``, also where the box lies outside the picture.
  public static func crop(_ jpeg: Data, to box: Box, margin: Double, width: Int) throws(RecognitionError) -> Data {
    guard box.isInPicture, (0...100).contains(margin) else {
      throw .badRequest("the box of a close-up must lie in the picture, and its margin must be 0 to 100 times its width")
    }
    let whole = try Raster(decoding: jpeg, longerSide: nil, channels: PICTURE_COLOUR)
    let part = PixelRectangle(box, widenedBy: margin, in: whole.size)
    let cut = try whole.cut(x: part.x, y: part.y, width: part.width, height: part.height)
    let wanted = min(max(width, 16), 4096)
    // A sliver keeps a height that can be seen, and a tower one that fits into memory.
    let height = min(max(1, Int((Double(part.height) * Double(wanted) / Double(part.width)).rounded())), 4096)
    return try cut.resized(to: PixelSize(width: wanted, height: height)).encoded(quality: quality)
  }

  /// Makes a smaller copy; a picture that is small enough keeps its size.
  /// - Parameter longerSide: the longer side of the result in pixels, at least 16.
  /// - Returns: a JPEG.
  /// - Throws: ``RecognitionError``.
  public static func scaled(_ jpeg: Data, longerSide: Int) throws(RecognitionError) -> Data {
    let limit = max(16, longerSide)
    let raster = try Raster(decoding: jpeg, longerSide: limit, channels: PICTURE_COLOUR)
    let size = raster.size
    guard size.longerSide > limit else { return try raster.encoded(quality: quality) }
    let factor = Double(limit) / Double(size.longerSide)
    let target = PixelSize(
      width: max(1, Int((Double(size.width) * factor).rounded())), height: max(1, Int((Double(size.height) * factor).rounded())))
    return try raster.resized(to: target).encoded(quality: quality)
  }

  private typealias Measure = (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?) -> picture_status

  private static func measured(_ jpeg: Data, by measure: Measure) throws(RecognitionError) -> PixelSize {
    var width: Int32 = 0
    var height: Int32 = 0
    let status = jpeg.withUnsafeBytes { measure($0.bindMemory(to: UInt8.self).baseAddress, $0.count, &width, &height) }
    try RecognitionError.check(status)
    return PixelSize(width: Int(width), height: Int(height))
  }
}
