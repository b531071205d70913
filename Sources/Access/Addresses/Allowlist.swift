/// Who may connect to a listener.
public enum Allowlist: Sendable, Hashable {
  /// Anybody, which is right for what anybody may see, and for nothing else.
  case everyone
  /// Whoever comes from one of these. Loopback is not in it unless it says so.
  case ranges([AddressRange])

  /// Whether somebody at an address may connect.
  public func admits(_ address: NetworkAddress) -> Bool {
    switch self {
    case .everyone: true
    case .ranges(let ranges): ranges.contains { $0.contains(address) }
    }
  }

  /// The ranges that keep nobody out, alone or together.
  public var wideRanges: [AddressRange] {
    guard case .ranges(let ranges) = self else { return [] }
    return ranges.filter(\.isWide)
  }
}
