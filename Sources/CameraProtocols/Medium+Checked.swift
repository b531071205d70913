import Foundation
import Traffic

extension Medium {
  /// A picture or clip that looks like one from its first byte to its last.
  /// - Parameter what: which one, in words that hold nothing from the body, such as `part 2`.
  /// - Throws: ``DecodingFault/Code/unsupportedPicture`` and ``DecodingFault/Code/truncatedPicture``.
  static func checked(
    _ bytes: Data, kind: Kind, what: String, takenAt: Date? = nil, frameNumber: Int? = nil, name: String? = nil, rawRange: Range<Int>? = nil
  ) throws(DecodingFault) -> Medium {
    guard let format = MediaFormat(bytes) else {
      throw DecodingFault(.unsupportedPicture, "\(what) is neither a JPEG nor an MP4")
    }
    if format == .jpeg, !MediaFormat.jpegIsWhole(bytes) {
      throw DecodingFault(.truncatedPicture, "\(what) is a JPEG without its end; it was cut off")
    }
    return Medium(
      kind: format == .mp4 ? .clip : kind, mimeType: format.rawValue, bytes: bytes, takenAt: takenAt, frameNumber: frameNumber, name: name,
      rawRange: rawRange)
  }
}
