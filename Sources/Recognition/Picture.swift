import CVision
public import Foundation

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

  private typealias Measure = (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?) -> picture_status

  private static func measured(_ jpeg: Data, by measure: Measure) throws(RecognitionError) -> PixelSize {
    var width: Int32 = 0
    var height: Int32 = 0
    let status = jpeg.withUnsafeBytes { measure($0.bindMemory(to: UInt8.self).baseAddress, $0.count, &width, &height) }
    try RecognitionError.check(status)
    return PixelSize(width: Int(width), height: Int(height))
  }
}
