public import Foundation

/// Holders that share one of an epoch's secrets.
public struct HolderSubset: Hashable, Sendable {
  /// Its place among the set's subsets, from 0.
  public let number: Int
  /// In the order of their names.
  public let members: [HolderID]

  /// `u8 count || LP(holder)…`: how a commitment names the subset. Names, because a number means another subset when a holder joins.
  public var bytes: Data {
    var bytes = Data([UInt8(members.count)])
    for member in members { bytes.append(prefixed: member.rawValue) }
    return bytes
  }
}
