import Foundation

/// The keyholders of a server, and how many of them together open a pass: k of n.
///
/// For every subset of n-k+1 holders there is one secret, which each of its members gets. Any k holders have all of them among
/// themselves, because a subset they all miss would need n-k+1 holders beside them; k-1 holders lack at least one. See Naor, Pinkas
/// and Reingold, *Distributed Pseudo-Random Functions and KDCs*, EUROCRYPT 1999.
public struct HolderSet: Hashable, Sendable {
  /// The most holders there can be. At nine, five of them: 126 subsets; beyond that hashing per pass costs more than anybody needs.
  public static let largest = 9

  /// In the order of their names, whatever order the configuration lists them in.
  public let holders: [HolderID]
  /// How many holders open a pass together.
  public let threshold: Int
  /// All subsets of n-k+1 holders, in lexicographic order of their members' positions. Their positions here are their numbers.
  public let subsets: [HolderSubset]

  /// - Throws: ``SealingFault/holders(_:)`` where two have one name, there are none or too many, or the threshold does not lie in 1...n.
  public init(_ holders: [HolderID], threshold: Int) throws(SealingFault) {
    guard !holders.isEmpty, holders.count <= Self.largest else { throw .holders("there are \(holders.count); there may be 1 to \(Self.largest).") }
    guard Set(holders).count == holders.count else { throw .holders("two of them have the same name.") }
    guard (1...holders.count).contains(threshold) else {
      throw .holders("\(threshold) of \(holders.count) cannot be; the threshold lies between 1 and \(holders.count).")
    }
    self.holders = holders.sorted()
    self.threshold = threshold
    let sorted = self.holders
    subsets = Self.combinations(of: sorted.count, taking: sorted.count - threshold + 1).enumerated().map { number, members in
      HolderSubset(number: number, members: members.map { sorted[$0] })
    }
  }

  /// The subsets a holder belongs to, in order; none for a stranger.
  public func subsets(of holder: HolderID) -> [HolderSubset] { subsets.filter { $0.members.contains(holder) } }

  /// `u8 k || u8 n || LP(holder)…`
  var bytes: Data {
    var bytes = Data([UInt8(threshold), UInt8(holders.count)])
    for holder in holders { bytes.append(prefixed: holder.rawValue) }
    return bytes
  }

  init(_ reader: inout SealedReader) throws(SealingFault) {
    let threshold = Int(try reader.byte())
    var holders: [HolderID] = []
    for _ in 0..<(try reader.byte()) { holders.append(try reader.name(HolderID.self)) }
    try self.init(holders, threshold: threshold)
    guard self.holders == holders else { throw reader.fault }
  }

  private static func combinations(of count: Int, taking size: Int, from first: Int = 0) -> [[Int]] {
    guard size > 0 else { return [[]] }
    guard first + size <= count else { return [] }
    return combinations(of: count, taking: size - 1, from: first + 1).map { [first] + $0 } + combinations(of: count, taking: size, from: first + 1)
  }
}
