public import Foundation

/// What kind of video file something is, by its first bytes and not by its name.
public enum VideoContainer: String, Sendable, CaseIterable {
  case mp4, matroska, avi, transportStream, programStream, flash, windowsMedia

  /// How many bytes tell it.
  public static let beginningLength = 512

  /// - Parameter beginning: the first ``beginningLength`` bytes, or the whole of a shorter file.
  /// - Returns: `nil` for what begins like no video.
  public init?(beginning: Data) {
    let bytes = [UInt8](beginning.prefix(Self.beginningLength))
    func says(_ text: [UInt8], at place: Int) -> Bool { bytes.count >= place + text.count && Array(bytes[place..<(place + text.count)]) == text }
    // ISO/IEC 14496-12: a size, then one of the boxes that may come first. Old recorders leave out `ftyp`.
    let boxes = ["ftyp", "moov", "mdat", "styp", "free", "skip", "wide"]
    if boxes.contains(where: { says(Array($0.utf8), at: 4) }) {
      self = .mp4
    } else if says([0x1A, 0x45, 0xDF, 0xA3], at: 0) {
      self = .matroska
    } else if says(Array("RIFF".utf8), at: 0), says(Array("AVI ".utf8), at: 8) {
      self = .avi
    } else if [0, 4].contains(where: { says([0x47], at: $0) && says([0x47], at: $0 + 188 + $0) }) {
      // Packets of 188 bytes, or of 192 with a time in front of each.
      self = .transportStream
    } else if says([0, 0, 1, 0xBA], at: 0) {
      self = .programStream
    } else if says(Array("FLV".utf8), at: 0) {
      self = .flash
    } else if says([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], at: 0) {
      self = .windowsMedia
    } else {
      return nil
    }
  }
}
