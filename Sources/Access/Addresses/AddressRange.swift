/// All addresses that begin alike (RFC 4632 for version 4, RFC 4291, section 2.3, for version 6), such as `10.1.0.0/16`.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
  /// A range of version 4 with a shorter prefix holds more than sixteen million addresses, and is no list any more.
  static let shortestPrefix4 = 8
  /// A range of version 6 with a shorter prefix holds more than any organisation is given.
  static let shortestPrefix6 = 16

  /// The first address.
  public let base: NetworkAddress
  /// How many bits all have in common.
  public let prefixLength: Int

  /// Reads a range such as `10.1.0.0/16` or `fd00::/8`, or one address.
  /// - Returns: `nil` for anything else, and where bits are set behind the prefix: `10.1.2.3/16` is a slip of somebody who meant either of two things.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = NetworkAddress(String(parts[0])), !text.contains("%") else { return nil }
    let bits = address.bytes.count * 8
    var length = bits
    if parts.count == 2 {
      guard let written = Int(parts[1]), parts[1].allSatisfy(\.isNumber), "\(written)" == parts[1] else { return nil }
      // A mapped address is one of version 4, and its prefix counts from where that begins.
      length = address.isVersion4 && parts[0].contains(":") ? written - 96 : written
    }
    guard (0...bits).contains(length), Self.isZero(address.bytes, behind: length) else { return nil }
    base = address
    prefixLength = length
  }

  /// Whether an address lies in it. One of another version never does.
  public func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    let whole = prefixLength / 8
    guard address.bytes.prefix(whole).elementsEqual(base.bytes.prefix(whole)) else { return false }
    let rest = prefixLength % 8
    return rest == 0 || (address.bytes[whole] ^ base.bytes[whole]) >> (8 - rest) == 0
  }

  /// Whether it holds so many addresses that it keeps nobody out: a prefix shorter than 8 bits for version 4, than 16 for version 6 — unless it
  /// lies within the networks that are nobody's in particular (fc00::/7, RFC 4193).
  public var isWide: Bool {
    if base.isVersion4 { return prefixLength < Self.shortestPrefix4 }
    let isPrivate = prefixLength >= 7 && base.bytes[0] & 0xFE == 0xFC
    return prefixLength < Self.shortestPrefix6 && !isPrivate
  }

  public var description: String { "\(base)/\(prefixLength)" }

  private static func isZero(_ bytes: [UInt8], behind length: Int) -> Bool {
    for (index, byte) in bytes.enumerated() {
      let kept = min(max(length - index * 8, 0), 8)
      if kept < 8, byte & (0xFF >> UInt8(kept)) != 0 { return false }
    }
    return true
  }
}
