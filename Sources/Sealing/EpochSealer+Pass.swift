public import Foundation
public import Traffic

extension EpochSealer {
  /// Seals a pass under its readings, with all that is known of it inside.
  /// - Parameter pictures: as they arrived.
  /// - Throws: as ``seal(_:scope:readings:record:pictures:schema:at:)``; ``SealingFault/nothingRead`` for a pass whose plate nobody could read.
  public mutating func seal(_ pass: Pass, pictures: [Data] = [], at now: Date) throws(SealingFault) -> SealedRecord {
    var length = CountedBytes()
    PassRecord.write(pass, to: &length)
    // Refused here, before any of it is written.
    _ = try PaddedSize.record(length.count)
    let draft = UnsafeMutableRawBufferPointer(rebasing: desk.draft[..<length.count])
    defer { draft.erase() }
    var bytes = FixedBytes(draft)
    PassRecord.write(pass, to: &bytes)
    return try seal(
      pass.id, scope: PlateScope(of: pass), readings: pass.readingsToSeal, record: bytes.written, pictures: pictures, schema: PassRecord.schema,
      at: now)
  }
}

extension PlateScope {
  /// The scope a pass is sealed and found in: its camera, and the hour it was captured in, which may be before it arrived.
  public init(of pass: Pass) {
    self.init(camera: pass.camera, captureHour: UInt32(clamping: pass.capturedAt.hourSince1970))
  }
}

extension OpenedRecord {
  /// The pass that was sealed.
  /// - Parameter sealed: what this was opened from.
  /// - Throws: ``SealingFault/malformed(_:)`` where the record is not a pass's or is written in a way that is not known.
  public func pass(of sealed: SealedRecord) throws(SealingFault) -> Pass {
    guard sealed.schema == PassRecord.schema else { throw .malformed("pass record: it is written in schema \(sealed.schema)") }
    return try PassRecordReading.pass(record, id: sealed.id, camera: sealed.scope.camera)
  }
}
