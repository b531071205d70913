import Crypto
public import Foundation

/// What a holder gives for one of its subsets: 16 bytes towards a token, or 32 towards the key of a pass.
public struct SubsetPart: Hashable, Sendable, Codable {
  /// The subset's number in the ``HolderSet``.
  public let subset: Int
  public let value: Data

  public init(subset: Int, value: Data) {
    self.subset = subset
    self.value = value
  }
}

extension Sequence<SubsetPart> {
  /// The token that holders' parts make together.
  /// - Throws: ``SealingFault/partsMissing(_:)`` from fewer than k holders, ``SealingFault/partsDisagree`` where two gave different parts of one
  ///   subset, ``SealingFault/malformed(_:)`` for parts that no token has.
  public func token(of holders: HolderSet) throws(SealingFault) -> Data {
    let chosen = try chosen(of: holders, byteCount: SealedReading.tokenBytes)
    var token = Data(count: SealedReading.tokenBytes)
    // A token is no secret and there are many, so no memory of its own is asked for.
    for value in chosen.values { token.withUnsafeMutableBytes { sum in value.withUnsafeBytes { sum.formXOR($0) } } }
    return token
  }

  /// Exclusive or of one part of each subset.
  func combined(of holders: HolderSet, byteCount: Int) throws(SealingFault) -> SecretBytes {
    let chosen = try chosen(of: holders, byteCount: byteCount)
    let sum = try SecretBytes(count: byteCount)
    for value in chosen.values { value.withUnsafeBytes { sum.all.formXOR($0) } }
    return sum
  }

  /// One part of each subset.
  private func chosen(of holders: HolderSet, byteCount: Int) throws(SealingFault) -> [Int: Data] {
    var chosen: [Int: Data] = [:]
    for part in self {
      guard holders.subsets.indices.contains(part.subset), part.value.count == byteCount else { throw .malformed("part of a key") }
      if let other = chosen[part.subset], other != part.value { throw .partsDisagree }
      chosen[part.subset] = part.value
    }
    guard chosen.count == holders.subsets.count else { throw .partsMissing(holders.subsets.count - chosen.count) }
    return chosen
  }
}
