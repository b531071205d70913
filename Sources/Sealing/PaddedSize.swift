import Foundation

/// The sizes that records and pictures are padded to, so that a length does not tell what is inside.
///
/// Inside the padding: `u32 length || bytes || zeros`.
public enum PaddedSize {
  /// Records are padded to a multiple of this; nearly every one fits into a single block.
  public static let recordBlock = 512
  /// The longest record.
  public static let longestRecord = 65_536 - lengthBytes
  /// The longest picture: 32 MiB.
  public static let longestPicture = 1 << 25 - lengthBytes
  static let lengthBytes = 4
  private static let smallestPicture = 16_384

  /// - Throws: ``SealingFault/tooLong(bytes:limit:)``.
  static func record(_ count: Int) throws(SealingFault) -> Int {
    guard count <= longestRecord else { throw .tooLong(bytes: count, limit: longestRecord) }
    return (count + lengthBytes + recordBlock - 1) / recordBlock * recordBlock
  }

  /// Four classes for every doubling from 16 KiB on: at most a quarter is padding above that.
  /// - Throws: ``SealingFault/tooLong(bytes:limit:)``.
  static func picture(_ count: Int) throws(SealingFault) -> Int {
    guard count <= longestPicture else { throw .tooLong(bytes: count, limit: longestPicture) }
    let needed = count + lengthBytes
    guard needed > smallestPicture else { return smallestPicture }
    let step = 1 << (Int.bitWidth - 1 - (needed - 1).leadingZeroBitCount - 2)
    return (needed + step - 1) / step * step
  }

  /// Fills memory of a padded size.
  static func fill(_ memory: UnsafeMutableRawBufferPointer, with content: UnsafeRawBufferPointer) {
    var bytes = FixedBytes(memory)
    bytes.append(UInt32(content.count))
    bytes.append(raw: content)
    UnsafeMutableRawBufferPointer(rebasing: memory[bytes.count...]).erase()
  }

  /// What was padded.
  /// - Throws: ``SealingFault/bodyDoesNotOpen`` where the length cannot be.
  static func content(of padded: Data) throws(SealingFault) -> Data {
    let length = padded.prefix(lengthBytes).reduce(0) { $0 << 8 | Int($1) }
    guard padded.count >= lengthBytes, length <= padded.count - lengthBytes else { throw .bodyDoesNotOpen }
    return Data(padded.dropFirst(lengthBytes).prefix(length))
  }
}
