import Foundation
public import Traffic

/// One keyholder's side of opening: its capsule of an epoch, opened and checked against the commitments. It answers for plates it is
/// asked about in a scope; whether it may is decided before it gets here.
public struct HolderOpening: ~Copyable {
  public let holder: HolderID
  public let context: EpochContext
  private let subsets: [HolderSubset]
  /// Of all holders.
  private let subsetCount: Int
  private let secrets: SecretBytes
  private let tokenKeys: SecretBytes
  private let mask: SecondMask
  /// `P_A` of the reading that is being answered, lent to one answer after the other and cleared after each.
  private let values: SecretBytes
  private var hash: KeyedHash

  /// Opens the holder's capsule. That this succeeds is the custody check, as far as one holder can do it alone; the rest is to compare
  /// ``EpochRecord/commitments`` with the other holders'.
  /// - Throws: ``SealingFault/capsuleForAnother(_:)``, ``SealingFault/capsuleDoesNotOpen(_:)``, or ``SealingFault/commitmentBroken(_:)`` where the
  ///   capsule holds other secrets than the server committed to.
  public init(_ record: EpochRecord, with key: DayKeyPair) throws(SealingFault) {
    defer { LeftoverMemory.eraseAfterEpoch() }
    let holder = key.published.holder
    guard let capsule = record.capsule(for: holder), key.published.day == record.context.day else { throw .capsuleForAnother(holder) }
    let subsets = record.holders.subsets(of: holder)
    let secrets = try key.open(capsule)
    try Self.check(secrets, against: record, subsets, holder)
    var hash = try KeyedHash()
    let mask = try SecondMask(secrets: secrets, context: record.context)
    let values = try SecretBytes(count: secrets.count)
    tokenKeys = try hash.deriveEach(.token, record.context, from: secrets)
    self.mask = mask
    self.values = values
    self.holder = holder
    context = record.context
    self.subsets = subsets
    subsetCount = record.holders.subsets.count
    self.secrets = secrets
    self.hash = hash
  }

  /// The first 16 bytes of each `P_A`: enough, with the other holders', to find passes by; too little to open one.
  public mutating func tokenParts(for reading: RegionalPlate, in scope: PlateScope) throws(SealingFault) -> [SubsetPart] {
    defer { forget() }
    findValues(reading, scope)
    return subsets.enumerated().map { place, subset in
      SubsetPart(subset: subset.number, value: Data(values.part(place, of: KeyedHash.byteCount).prefix(SealedReading.tokenBytes)))
    }
  }

  /// The second a pass was sealed in, which the holder needs nobody else to find.
  /// - Parameter seconds: as the row has them.
  /// - Throws: ``SealingFault/notOfThisEpoch(_:)`` where the masked values of the holder's subsets do not agree, are not as many as there are
  ///   subsets, or say a second that no epoch has. For a pass of another epoch that is so in all but one of 65,536 cases where the holder
  ///   belongs to two subsets or more, and in eight of nine where it belongs to one.
  public mutating func second(of pass: PassID, masked seconds: MaskedSeconds) throws(SealingFault) -> UInt32 {
    defer {
      hash.erase()
      mask.erase()
    }
    guard seconds.values.count == subsetCount else { throw .notOfThisEpoch(pass) }
    return try mask.second(of: pass, masked: subsets.map { seconds.values[$0.number] }, with: &hash)
  }

  /// The holder's parts of the keys of passes, in the order asked. The ratchet is walked once, however many there are.
  /// - Throws: ``SealingFault/notOfThisEpoch(_:)`` for the first pass whose masked seconds mean nothing here; see ``second(of:masked:)``.
  public mutating func keyParts(for requests: [KeyRequest]) throws(SealingFault) -> [KeyAnswer] {
    defer { forget() }
    var seconds: [UInt32] = []
    for request in requests { seconds.append(try second(of: request.pass, masked: request.seconds)) }
    var answers = seconds.map { KeyAnswer(second: $0, parts: []) }
    var ratchet = try Ratchet(secrets: secrets, context: context)
    for index in requests.indices.sorted(by: { seconds[$0] < seconds[$1] }) {
      ratchet.advance(to: seconds[index])
      answers[index] = KeyAnswer(second: seconds[index], parts: try keyParts(for: requests[index], at: ratchet))
    }
    return answers
  }

  private mutating func keyParts(for request: KeyRequest, at ratchet: borrowing Ratchet) throws(SealingFault) -> [SubsetPart] {
    findValues(request.reading, request.scope)
    let result = try SecretBytes(count: KeyedHash.byteCount)
    var parts: [SubsetPart] = []
    hash.setMessage(keyOf: request.pass)
    for (place, subset) in subsets.enumerated() {
      hash.code(under: ratchet.value(place), ending: UnsafeRawBufferPointer(values.part(place, of: KeyedHash.byteCount)), into: result.all)
      parts.append(SubsetPart(subset: subset.number, value: Data(result.all)))
    }
    return parts
  }

  private mutating func findValues(_ reading: RegionalPlate, _ scope: PlateScope) {
    hash.setMessage(reading, scope)
    for place in subsets.indices {
      hash.code(under: UnsafeRawBufferPointer(tokenKeys.part(place, of: KeyedHash.byteCount)), into: values.part(place, of: KeyedHash.byteCount))
    }
  }

  private func forget() {
    hash.erase()
    values.erase()
    LeftoverMemory.eraseAfterPass()
  }

  private static func check(
    _ secrets: borrowing SecretBytes, against record: EpochRecord, _ subsets: [HolderSubset], _ holder: HolderID
  ) throws(SealingFault) {
    guard secrets.count == subsets.count * KeyedHash.byteCount else { throw .commitmentBroken(holder) }
    for (place, subset) in subsets.enumerated() {
      let secret = UnsafeRawBufferPointer(secrets.part(place, of: KeyedHash.byteCount))
      guard try Commitment(to: secret, subset: subset, context: record.context) == record.commitments[subset.number] else {
        throw .commitmentBroken(holder)
      }
    }
  }
}
