import Foundation
import Glibc
import Synchronization
import Traffic
import WebReception

/// Keeps anybody from asking too often: so much for each account and kind of work, and for a stranger so much for each address.
///
/// Nobody is locked out by what others do: an account's measure is filled by whoever is signed in to it alone, an address's by those who share it.
/// Written with every request; the mutex guards the table.
final class Turnstile: Sendable {
  /// Who asks.
  enum Party: Sendable, Hashable {
    case person(UUID)
    /// An IPv4 address, or the first 64 bits of an IPv6 address, of which one household has all.
    case network(String)
    /// All who come by way of a proxy that does not say for whom it asks, and this machine itself.
    case everybody
  }

  private struct Key: Hashable {
    var party: Party
    var effort: Effort
  }

  private struct Measure {
    var bucket: TokenBucket
    var usedAt: Date
  }

  /// Those who share one measure are many: it keeps the load bearable, and nobody out.
  private static let everybodyFactor = 20
  private let most: Int
  private let measures = Mutex<[Key: Measure]>([:])

  /// - Parameter most: measures that are remembered. With more, the half that was used longest ago is forgotten.
  init(most: Int = 20_000) { self.most = most }

  /// Lets one request through.
  /// - Returns: `nil` where it may pass, else after how many seconds there is room for it again.
  func secondsToWait(_ party: Party, _ effort: Effort, at now: Date) -> Int? {
    measures.withLock { measures in
      let key = Key(party: party, effort: effort)
      if measures[key] == nil, measures.count >= most { Self.forgetHalf(of: &measures) }
      var measure = measures[key] ?? Measure(bucket: Self.fresh(party, effort), usedAt: now)
      defer { measures[key] = measure }
      measure.usedAt = now
      guard !measure.bucket.take(at: now) else { return nil }
      return max(1, Int(measure.bucket.secondsToNext.rounded(.up)))
    }
  }

  var count: Int { measures.withLock { $0.count } }

  private static func fresh(_ party: Party, _ effort: Effort) -> TokenBucket {
    let factor = party == .everybody ? everybodyFactor : 1
    return TokenBucket(size: effort.allowance.atOnce * factor, refillSeconds: effort.allowance.refillSeconds / Double(factor))
  }

  private static func forgetHalf(of measures: inout [Key: Measure]) {
    let ages = measures.values.map(\.usedAt).sorted()
    let middle = ages[ages.count / 2]
    let kept = measures.filter { $0.value.usedAt > middle }
    // All were used in the same moment: somebody fills the memory.
    measures = kept.count < measures.count ? kept : [:]
  }
}

extension Turnstile.Party {
  private static let networkBytes = 8

  /// - Parameter address: an IP address as text; `nil` where it is not known.
  init(address: String?) {
    guard let address, let network = Self.network(of: address) else {
      self = .everybody
      return
    }
    self = .network(network)
  }

  /// - Returns: `nil` for this machine, and for what is no address.
  private static func network(of address: String) -> String? {
    var four = in_addr()
    if inet_pton(AF_INET, address, &four) == 1 { return address.hasPrefix("127.") ? nil : address }
    var six = in6_addr()
    guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    // An IPv4 address inside (RFC 4291, section 2.5.5.2).
    if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
      return network(of: bytes.suffix(4).map(String.init).joined(separator: "."))
    }
    if bytes == Array(repeating: 0, count: 15) + [1] { return nil }
    return bytes.prefix(networkBytes).hex
  }
}
