public import Foundation

/// An epoch's secrets between being drawn and being used. `E_A` is gone already: what is left is what makes tokens, what
/// masks seconds and the first ratchet value. ``begin(keeping:)`` is the only way on, and it asks for the record to be durable first.
public struct EpochSecrets: ~Copyable {
  public let period: EpochPeriod
  /// Capsules and commitments, to be made durable.
  public let record: EpochRecord
  private let tokenKeys: SecretBytes
  private let mask: SecondMask
  private let ratchet: Ratchet

  /// Draws the secrets of an epoch and seals them to the holders.
  /// - Parameters:
  ///   - bootNonce: eight bytes, drawn for this epoch.
  ///   - dayKeys: one of each holder, for the day of the period.
  /// - Throws: ``SealingFault/dayKey(_:_:)`` where a holder's is missing or for another day; ``SealingFault/system(_:errno:)``.
  public init(site: InstallationID, period: EpochPeriod, bootNonce: Data, holders: HolderSet, dayKeys: [DayKey]) throws(SealingFault) {
    let context = try EpochContext(site: site, day: period.day, epoch: period.number, bootNonce: bootNonce)
    let secrets = try SecretBytes.random(count: holders.subsets.count * KeyedHash.byteCount)
    try self.init(context: context, period: period, holders: holders, dayKeys: dayKeys, secrets: secrets)
  }

  /// - Parameter secrets: `E_A` of every subset, 32 bytes apiece, in order. The caller erases them.
  package init(context: EpochContext, period: EpochPeriod, holders: HolderSet, dayKeys: [DayKey], secrets: borrowing SecretBytes) throws(SealingFault)
  {
    defer { LeftoverMemory.eraseAfterEpoch() }
    var hash = try KeyedHash()
    let record = try Self.record(context, holders, dayKeys, secrets)
    let tokenKeys = try hash.deriveEach(.token, context, from: secrets)
    let mask = try SecondMask(secrets: secrets, context: context)
    let ratchet = try Ratchet(secrets: secrets, context: context)
    self.period = period
    self.record = record
    self.tokenKeys = tokenKeys
    self.mask = mask
    self.ratchet = ratchet
  }

  /// Gives the sealer, once the record is durable.
  /// - Parameters:
  ///   - openedAt: when second 0 of the ratchet is.
  ///   - keep: stores ``record`` and returns when it is on the disk. What it throws is thrown on, and the secrets are erased.
  public consuming func begin(at openedAt: Date, keeping keep: (EpochRecord) async throws -> Void) async throws -> EpochSealer {
    try await keep(record)
    return try EpochSealer(context: record.context, endsAt: period.endsAt, openedAt: openedAt, tokenKeys: tokenKeys, mask: mask, ratchet: ratchet)
  }

  private static func record(
    _ context: EpochContext, _ holders: HolderSet, _ dayKeys: [DayKey], _ secrets: borrowing SecretBytes
  ) throws(SealingFault) -> EpochRecord {
    var commitments: [Commitment] = []
    for subset in holders.subsets {
      commitments.append(try Commitment(to: UnsafeRawBufferPointer(secrets.part(subset.number, of: 32)), subset: subset, context: context))
    }
    var capsules: [Capsule] = []
    for holder in holders.holders {
      guard let key = dayKeys.first(where: { $0.holder == holder && $0.day == context.day }) else {
        throw .dayKey(holder, "there is none for \(context.day). The holder publishes keys up to fourteen days ahead.")
      }
      let subsets = holders.subsets(of: holder)
      let content = try SecretBytes(count: subsets.count * 32)
      for (place, subset) in subsets.enumerated() {
        content.part(place, of: 32).copyMemory(from: UnsafeRawBufferPointer(secrets.part(subset.number, of: 32)))
      }
      capsules.append(try Capsule(UnsafeRawBufferPointer(content.all), to: key, context: context))
    }
    return EpochRecord(context: context, holders: holders, commitments: commitments, capsules: capsules)
  }
}
