import Foundation
public import Keyholding
public import Sealing

/// What a keyholder without a network says of itself, in the file that `gantry keyholder publish` writes: its day keys, and what `/v1/status` tells.
public struct HandoverBody: Codable, Sendable {
  public let holder: String
  /// `DayKey.bytes` in base64 each.
  public let dayKeys: [String]
  /// The days there are keys of.
  public let days: [String]
  public let heldDays: [String]
  /// How many entries it has seen of each log, by its name: the next proof has to begin there.
  public let treeSizes: [String: Int]

  public init(_ keys: [DayKey], of keyholder: Keyholder) async {
    holder = keyholder.holder.rawValue
    dayKeys = keys.map { $0.bytes.base64EncodedString() }
    days = await keyholder.days.map(\.description)
    heldDays = await keyholder.holds.map(\.day.description)
    treeSizes = Dictionary(await keyholder.seenTrees.map { ($0.origin, $0.size) }) { max($0, $1) }
  }
}
