import Foundation

/// What a picture or clip is, told by its bytes and not by what the sender claims.
enum MediaFormat: String {
  case jpeg = "image/jpeg"
  case mp4 = "video/mp4"

  init?(_ bytes: Data) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.count >= 12, bytes.dropFirst(4).starts(with: Array("ftyp".utf8)) {
      self = .mp4
    } else {
      return nil
    }
  }

  /// Whether a JPEG (ITU-T T.81, annex B) has its end marker. Devices append zeros or records of their own after it, and a thumbnail
  /// inside has an end marker too, so where the last bytes do not tell, the segments are walked.
  static func jpegIsWhole(_ bytes: Data) -> Bool {
    if bytes.suffix(2).elementsEqual([0xFF, 0xD9]) { return true }
    return bytes.withUnsafeBytes { walkFindsEnd($0) }
  }

  private static func walkFindsEnd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 2
    while let mark = bytes.firstOffset(of: 0xFF, from: index), mark + 1 < bytes.count {
      switch bytes[mark + 1] {
      case 0xD9: return true
      // A stuffed zero, fill bytes, restart and other markers that stand alone.
      case 0x00, 0x01, 0xD0...0xD8: index = mark + 2
      case 0xFF: index = mark + 1
      default:
        guard mark + 3 < bytes.count else { return false }
        index = mark + 2 + max(2, Int(bytes[mark + 2]) << 8 | Int(bytes[mark + 3]))
      }
    }
    return false
  }
}
