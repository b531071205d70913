/// The part of an object that a player asks for (RFC 9110, section 14).
enum ByteRange {
  /// Reads a `Range` header.
  /// - Returns: `nil` where the whole object is to be sent: no header, another unit, several parts, or a malformed one, which the standard
  ///   lets a server ignore.
  /// - Throws: ``PageFault/rangeNotSatisfiable(byteCount:)`` where the part lies outside.
  static func parse(_ header: String?, byteCount: Int) throws(PageFault) -> Range<Int>? {
    guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return nil }
    let ends = header.dropFirst("bytes=".count).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    switch (Int(ends[0]), Int(ends[1])) {
    case (nil, let length?):
      guard length > 0, byteCount > 0 else { throw .rangeNotSatisfiable(byteCount: byteCount) }
      return max(0, byteCount - length)..<byteCount
    case (let first?, nil) where ends[1].isEmpty:
      guard first < byteCount else { throw .rangeNotSatisfiable(byteCount: byteCount) }
      return first..<byteCount
    case (let first?, let last?):
      guard first <= last else { return nil }
      guard first < byteCount else { throw .rangeNotSatisfiable(byteCount: byteCount) }
      return first..<min(last, byteCount - 1) + 1
    default:
      return nil
    }
  }
}
