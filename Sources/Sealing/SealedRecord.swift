public import Foundation
public import Traffic

/// A pass sealed to the keyholders, with one ``SealedReading`` for each way its plate was read, all of which wrap the one key of the one
/// body. So a pass is found under each of its readings, is stored once, and its alternatives cost 56 bytes apiece. That two readings
/// are of one pass, and how many there are, stays visible; which they are does not.
///
/// Bytes: `suite || passID[16] || LP(camera) || u32 captureHour || ctx || u8 subsets || u16 maskedSecond… || u8 schema || u8 readings ||
/// (token[16] || wrappedKey[40])… || u32 length || body || u8 pictures || (u32 length || picture)…`. Storage may keep the parts in columns.
/// It must not keep what it knows besides, such as the second or the order of arrival.
public struct SealedRecord: Hashable, Sendable, Identifiable {
  /// Random, so that it tells no order.
  public let id: PassID
  public let scope: PlateScope
  /// The epoch in which the pass arrived.
  public let context: EpochContext
  /// Which ratchet value wraps the key: seconds since the epoch was opened, for the holders' eyes only.
  public let seconds: MaskedSeconds
  /// How the record inside is written.
  public let schema: UInt8
  /// The best first.
  public let readings: [SealedReading]
  /// AES-256-GCM of the padded record: ciphertext, then tag.
  public let body: Data
  /// AES-256-GCM of the padded pictures.
  public let pictures: [Data]

  init(
    id: PassID, scope: PlateScope, context: EpochContext, seconds: MaskedSeconds, schema: UInt8, readings: [SealedReading], body: Data,
    pictures: [Data]
  ) {
    self.id = id
    self.scope = scope
    self.context = context
    self.seconds = seconds
    self.schema = schema
    self.readings = readings
    self.body = body
    self.pictures = pictures
  }

  /// - Throws: ``SealingFault/malformed(_:)`` or ``SealingFault/unknownSuite(_:)``.
  public init(bytes: Data) throws(SealingFault) {
    var reader = SealedReader(bytes, of: "sealed pass")
    _ = try reader.suite()
    id = try reader.passID()
    scope = PlateScope(camera: try reader.name(CameraID.self), captureHour: try reader.u32())
    context = try EpochContext(&reader)
    seconds = try MaskedSeconds(&reader)
    schema = try reader.byte()
    var readings: [SealedReading] = []
    for _ in 0..<(try reader.byte()) {
      readings.append(SealedReading(token: try reader.bytes(SealedReading.tokenBytes), wrappedKey: try reader.bytes(SealedReading.wrappedKeyBytes)))
    }
    self.readings = readings
    body = try reader.bytes(Int(try reader.u32()))
    var pictures: [Data] = []
    for _ in 0..<(try reader.byte()) { pictures.append(try reader.bytes(Int(try reader.u32()))) }
    self.pictures = pictures
    try reader.finish()
  }

  public var bytes: Data {
    var bytes = Data([SealingSuite.current.rawValue])
    bytes.append(id.uuid)
    bytes.append(prefixed: scope.camera.rawValue)
    bytes.append(scope.captureHour)
    bytes.append(raw: context.bytes)
    bytes.append(seconds)
    bytes.append(schema)
    bytes.append(UInt8(readings.count))
    for reading in readings {
      bytes.append(raw: reading.token)
      bytes.append(raw: reading.wrappedKey)
    }
    bytes.append(UInt32(body.count))
    bytes.append(raw: body)
    bytes.append(UInt8(pictures.count))
    for picture in pictures {
      bytes.append(UInt32(picture.count))
      bytes.append(raw: picture)
    }
    return bytes
  }
}
