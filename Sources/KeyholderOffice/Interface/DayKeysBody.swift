import Foundation
public import Sealing

/// Public halves of day keys, as programs and files carry them.
public struct DayKeysBody: Codable, Sendable {
  /// `DayKey.bytes` in base64 each.
  public let dayKeys: [String]

  public init(_ keys: [DayKey]) { dayKeys = keys.map { $0.bytes.base64EncodedString() } }
}
