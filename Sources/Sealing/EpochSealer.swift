import Crypto
public import Foundation
public import Traffic

/// Seals the passes of one epoch. Has no lock and no actor: it has one owner, who may put it behind a `Mutex`.
///
/// Everything secret lies in ``SecretBytes``; what the cryptographic library leaves behind is overwritten before a pass is returned. When the
/// value goes, the keys of the epoch are gone from this machine.
public struct EpochSealer: ~Copyable, Sendable {
  public let context: EpochContext
  public let endsAt: Date
  /// How many passes were sealed, for the log's `epoch.closed`.
  public private(set) var passCount = 0

  private let openedAt: Date
  private let tokenKeys: SecretBytes
  private let mask: SecondMask
  private var ratchet: Ratchet
  private var hash: KeyedHash
  let desk: SealingDesk

  init(
    context: EpochContext, endsAt: Date, openedAt: Date, tokenKeys: consuming SecretBytes, mask: consuming SecondMask, ratchet: consuming Ratchet
  ) throws(SealingFault) {
    let desk = try SealingDesk(subsets: ratchet.subsetCount)
    let hash = try KeyedHash()
    self.context = context
    self.endsAt = endsAt
    self.openedAt = openedAt
    self.desk = desk
    self.hash = hash
    self.tokenKeys = tokenKeys
    self.mask = mask
    self.ratchet = ratchet
  }

  /// Goes on to the present second and erases the values before it. To be called every second, so that a quiet road keeps no old key.
  public mutating func advance(to now: Date) {
    ratchet.advance(to: UInt32(max(0, min(now.timeIntervalSince(openedAt), Double(Ratchet.lastSecond)))))
    LeftoverMemory.eraseAfterPass()
  }

  /// Seals one pass under the present second.
  /// - Parameters:
  ///   - id: random, and never sealed before in this epoch: see ``MaskedSeconds``.
  ///   - scope: the camera, and the hour of the capture, not of the arrival.
  ///   - readings: the best and up to two alternatives, as ``Traffic/Pass/readingsToSeal`` gives them.
  ///   - record: what is known of the pass; borrowed, its owner erases it.
  ///   - pictures: as they arrived.
  ///   - schema: how `record` is written.
  /// - Throws: ``SealingFault/epochOver``, ``SealingFault/nothingRead``, ``SealingFault/tooLong(bytes:limit:)`` or ``SealingFault/system(_:errno:)``.
  public mutating func seal(
    _ id: PassID, scope: PlateScope, readings: [RegionalPlate], record: UnsafeRawBufferPointer, pictures: [Data] = [], schema: UInt8, at now: Date
  ) throws(SealingFault) -> SealedRecord {
    try SecretBytes.drawRandom(into: desk.dataKey)
    return try seal(id, scope: scope, readings: readings, record: record, pictures: pictures, schema: schema, underDrawnKeyAt: now)
  }

  /// The same under a given data key of 32 bytes, for vectors that another implementation computes, too.
  package mutating func seal(
    _ id: PassID, scope: PlateScope, readings: [RegionalPlate], record: UnsafeRawBufferPointer, pictures: [Data], schema: UInt8, at now: Date,
    dataKey: UnsafeRawBufferPointer
  ) throws(SealingFault) -> SealedRecord {
    desk.dataKey.copyMemory(from: dataKey)
    return try seal(id, scope: scope, readings: readings, record: record, pictures: pictures, schema: schema, underDrawnKeyAt: now)
  }

  private mutating func seal(
    _ id: PassID, scope: PlateScope, readings: [RegionalPlate], record: UnsafeRawBufferPointer, pictures: [Data], schema: UInt8,
    underDrawnKeyAt now: Date
  ) throws(SealingFault) -> SealedRecord {
    defer { forget() }
    guard now < endsAt else { throw .epochOver }
    guard !readings.isEmpty else { throw .nothingRead }
    guard readings.count <= Pass.sealedReadings, pictures.count <= 255 else {
      throw .unusable("A pass is sealed under at most \(Pass.sealedReadings) readings and with at most 255 pictures.")
    }
    ratchet.advance(to: UInt32(max(0, now.timeIntervalSince(openedAt))))
    let dataKey = SymmetricKey(data: UnsafeRawBufferPointer(desk.dataKey))
    var sealed: [SealedReading] = []
    for reading in readings { sealed.append(try wrap(dataKey, for: reading, id, scope)) }
    let seconds = mask.mask(ratchet.second, of: id, with: &hash)
    let furtherData = BodyCipher.furtherData(id, scope, context, ratchet.second, seconds, schema)
    let body = try desk.seal(record: record, key: dataKey, furtherData: furtherData)
    var bodies: [Data] = []
    for (place, picture) in pictures.enumerated() {
      bodies.append(try desk.seal(picture: picture, piece: place + 1, key: dataKey, furtherData: furtherData))
    }
    passCount += 1
    return SealedRecord(
      id: id, scope: scope, context: context, seconds: seconds, schema: schema, readings: sealed, body: body, pictures: bodies)
  }

  /// One reading's token and wrapped key.
  private mutating func wrap(_ dataKey: SymmetricKey, for reading: RegionalPlate, _ id: PassID, _ scope: PlateScope) throws(SealingFault)
    -> SealedReading
  {
    desk.beginReading()
    hash.setMessage(reading, scope)
    for number in 0..<ratchet.subsetCount {
      hash.code(under: UnsafeRawBufferPointer(tokenKeys.part(number, of: KeyedHash.byteCount)), into: desk.plateValue(number))
      desk.token.formXOR(UnsafeRawBufferPointer(desk.plateValue(number)))
    }
    hash.setMessage(keyOf: id)
    for number in 0..<ratchet.subsetCount {
      hash.code(under: ratchet.value(number), ending: UnsafeRawBufferPointer(desk.plateValue(number)), into: desk.keyPart)
      desk.wrappingKey.formXOR(UnsafeRawBufferPointer(desk.keyPart))
    }
    return SealedReading(token: Data(desk.token), wrappedKey: try desk.wrapped(dataKey))
  }

  private func forget() {
    hash.erase()
    mask.erase()
    desk.erase()
    LeftoverMemory.eraseAfterPass()
  }
}
