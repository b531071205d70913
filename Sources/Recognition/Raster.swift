import CVision
import Foundation

/// A decoded picture in memory, freed with its owner.
struct Raster: ~Copyable {
  private let handle: OpaquePointer

  private init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { picture_free(handle) }

  var size: PixelSize { PixelSize(width: Int(picture_width(handle)), height: Int(picture_height(handle))) }

  /// Decodes at the smallest scale the decoder offers whose longer side is at least `longerSide`; `nil` means full size.
  init(decoding jpeg: Data, longerSide: Int?, channels: picture_channels) throws(RecognitionError) {
    let limit = Int32(clamping: longerSide ?? 0)
    self = try Raster.made { result in
      jpeg.withUnsafeBytes { bytes in
        picture_decode(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, limit, channels, result)
      }
    }
  }

  func cut(x: Int, y: Int, width: Int, height: Int) throws(RecognitionError) -> Raster {
    try Raster.made { picture_cut(handle, Int32(clamping: x), Int32(clamping: y), Int32(clamping: width), Int32(clamping: height), $0) }
  }

  func resized(to size: PixelSize) throws(RecognitionError) -> Raster {
    try Raster.made { picture_resize(handle, Int32(clamping: size.width), Int32(clamping: size.height), $0) }
  }

  func encoded(quality: Int) throws(RecognitionError) -> Data {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    try RecognitionError.check(picture_encode(handle, Int32(clamping: quality), &bytes, &count))
    defer { picture_bytes_free(bytes) }
    guard let bytes else { throw .outOfMemory }
    return Data(bytes: bytes, count: count)
  }

  private static func made(_ make: (UnsafeMutablePointer<OpaquePointer?>) -> picture_status) throws(RecognitionError) -> Raster {
    var handle: OpaquePointer?
    try RecognitionError.check(make(&handle))
    guard let handle else { throw .outOfMemory }
    return Raster(handle)
  }
}

extension RecognitionError {
  /// Throws what a status of the picture functions means.
  static func check(_ status: picture_status) throws(RecognitionError) {
    switch status {
    case PICTURE_OK: return
    case PICTURE_NOT_JPEG: throw .notAPicture
    case PICTURE_TOO_LARGE: throw .pictureTooLarge
    case PICTURE_UNSUPPORTED: throw .unsupportedPicture
    case PICTURE_DAMAGED: throw .damagedPicture
    case PICTURE_OUT_OF_MEMORY: throw .outOfMemory
    default: throw .badRequest("the part or size asked for lies outside the picture; it must be in it and not empty")
    }
  }
}
