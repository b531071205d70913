import Foundation

/// Takes JPEGs with their times out of an SMJPEG stream (Loki Software's container, as ffmpeg writes it), however it is cut into pieces.
///
/// A header of `\0\nSMJPEG`, version and length; chunks of a tag and a size, until `HEND`; then for each frame `vidD`, its time in milliseconds, its
/// size and its bytes; `DONE` at the end. Numbers are 32 bits, big-endian.
struct SmjpegParser {
  struct Picture: Hashable {
    /// Milliseconds; goes on past the 49 days at which the 32 bits begin anew.
    var milliseconds: Int64
    var jpeg: Data
  }

  /// The stream is not what it should be.
  struct Malformed: Error {}

  /// No JPEG is larger (``RecognitionError/pictureTooLarge``).
  static let maximumSize = 32 << 20

  private var bytes = Data()
  private var isInHeader = true
  private var hasBegun = false
  private var last: Int64 = 0

  /// - Returns: the frames that are complete now.
  mutating func take(_ piece: Data) throws(Malformed) -> [Picture] {
    bytes.append(piece)
    var place = bytes.startIndex
    if isInHeader { try skipHeader(&place) }
    var pictures: [Picture] = []
    while !isInHeader, let picture = try picture(at: &place) { pictures.append(picture) }
    if place > bytes.startIndex { bytes = Data(bytes[place...]) }
    return pictures
  }

  private mutating func skipHeader(_ place: inout Data.Index) throws(Malformed) {
    if !hasBegun {
      guard bytes.count >= 16 else { return }
      guard bytes.prefix(8) == Data("\0\nSMJPEG".utf8) else { throw Malformed() }
      place += 16
      hasBegun = true
    }
    while let tag = tag(at: place) {
      if tag == "HEND" {
        place += 4
        isInHeader = false
        return
      }
      guard let size = number(at: place + 4) else { return }
      guard size <= Self.maximumSize else { throw Malformed() }
      guard bytes.endIndex - place >= 8 + size else { return }
      place += 8 + size
    }
  }

  private mutating func picture(at place: inout Data.Index) throws(Malformed) -> Picture? {
    guard let tag = tag(at: place), tag != "DONE" else { return nil }
    guard tag == "vidD" else { throw Malformed() }
    guard let time = number(at: place + 4), let size = number(at: place + 8) else { return nil }
    guard size <= Self.maximumSize else { throw Malformed() }
    guard bytes.endIndex - place >= 12 + size else { return nil }
    last += Int64(Int32(truncatingIfNeeded: Int64(time) - last))
    let jpeg = Data(bytes[(place + 12)..<(place + 12 + size)])
    place += 12 + size
    return Picture(milliseconds: last, jpeg: jpeg)
  }

  private func tag(at place: Data.Index) -> String? {
    bytes.endIndex - place >= 4 ? String(decoding: bytes[place..<(place + 4)], as: UTF8.self) : nil
  }

  private func number(at place: Data.Index) -> Int? {
    bytes.endIndex - place >= 4 ? bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } : nil
  }
}
