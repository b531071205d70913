import CVision
import Foundation

/// The picture that a lane is reading, in grey and at full size. Its decoder and its memory serve the next picture, too.
///
/// Half of what cameras send at night is infrared anyway, a grey decode costs half of one in colour, and both nets want it grey: one
/// decode serves both. That is also faster for large stills than a small decode to search in and a whole one to read from, because most of
/// the time goes into undoing the compression, which a smaller scale does not save.
final class GreyPicture {
  private let handle: OpaquePointer
  private(set) var size = PixelSize(width: 0, height: 0)

  init() throws(RecognitionError) {
    guard let handle = grey_picture_create() else { throw .outOfMemory }
    self.handle = handle
  }

  deinit { grey_picture_free(handle) }

  /// Decodes in place of the picture before. Damaged parts come out grey as long as the header is whole.
  /// - Throws: ``RecognitionError``; there is no picture then, and what is asked of it is refused.
  func decode(_ jpeg: Data) throws(RecognitionError) {
    var width: Int32 = 0
    var height: Int32 = 0
    let status = jpeg.withUnsafeBytes { bytes in
      grey_picture_decode(handle, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &width, &height)
    }
    size = PixelSize(width: Int(width), height: Int(height))
    try RecognitionError.check(status)
  }

  /// Fills `values` with the plane that the detector takes, the picture shrunk to `inner` at its top left; it must hold
  /// `plane.width` × `plane.height` floats.
  func fillOverview(_ values: UnsafeMutablePointer<Float>, inner: PixelSize, plane: PixelSize) throws(RecognitionError) {
    let status = grey_picture_overview(
      handle, Int32(clamping: inner.width), Int32(clamping: inner.height), Int32(clamping: plane.width), Int32(clamping: plane.height), values)
    try RecognitionError.check(status)
  }

  /// Fills `values` with the straightened crop that the reader takes.
  func straighten(_ cut: PlateCut, into values: UnsafeMutablePointer<Float>) throws(RecognitionError) {
    try RecognitionError.check(grey_picture_straighten(handle, cut.corners.flattened, Int32(cut.rows.rawValue), values))
  }
}
