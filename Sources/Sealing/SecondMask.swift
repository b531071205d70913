import Foundation
import Traffic

/// The keys that seconds are masked with, `S_A = HKDF(E_A, info: "gantry/v1/second" || ctx)`, of all subsets or of those of one holder.
struct SecondMask: ~Copyable {
  private let keys: SecretBytes
  private let result: SecretBytes

  /// - Parameter secrets: `E_A` of each subset, 32 bytes apiece.
  init(secrets: borrowing SecretBytes, context: EpochContext) throws(SealingFault) {
    var hash = try KeyedHash()
    let result = try SecretBytes(count: KeyedHash.byteCount)
    keys = try hash.deriveEach(.second, context, from: secrets)
    self.result = result
  }

  /// Puts the mask on, for all subsets.
  func mask(_ second: UInt32, of pass: PassID, with hash: inout KeyedHash) -> MaskedSeconds {
    hash.setMessage { $0.append(pass.uuid) }
    let second = UInt16(truncatingIfNeeded: second)
    return MaskedSeconds((0..<keys.count / KeyedHash.byteCount).map { second ^ mask($0, with: hash) })
  }

  /// Takes the mask off.
  /// - Parameter masked: the values of the subsets whose keys these are, in order.
  /// - Throws: ``SealingFault/notOfThisEpoch(_:)`` where they do not agree or no epoch has such a second.
  func second(of pass: PassID, masked: [UInt16], with hash: inout KeyedHash) throws(SealingFault) -> UInt32 {
    hash.setMessage { $0.append(pass.uuid) }
    var seconds: Set<UInt16> = []
    for (place, value) in masked.enumerated() { seconds.insert(value ^ mask(place, with: hash)) }
    guard let second = seconds.first, seconds.count == 1, second <= Ratchet.lastSecond else { throw .notOfThisEpoch(pass) }
    return UInt32(second)
  }

  private func mask(_ place: Int, with hash: borrowing KeyedHash) -> UInt16 {
    hash.code(under: UnsafeRawBufferPointer(keys.part(place, of: KeyedHash.byteCount)), into: result.all)
    return UInt16(result.all[0]) << 8 | UInt16(result.all[1])
  }

  /// Clears what the last mask was made of.
  func erase() { result.erase() }
}
