import Foundation
import Traffic

/// How a pass is written inside its sealed body, schema 1: fields of `u8 tag || u16 length || value`, in the order of ``Field``. Short, so that
/// nearly every pass fits into one padded block; plain, so that a page in a browser can read it.
///
/// Texts are UTF-8. Instants are microseconds since 1970-01-01T00:00Z as a signed 64-bit number, decimals IEEE 754 with 64 bits,
/// confidences and boxes with 32: sixteen millionths are finer than any picture. ID and camera stand on the sealed pass itself.
enum PassRecord {
  static let schema: UInt8 = 1

  /// The fields' tags. Those of a read follow its ``readBy``.
  enum Field: UInt8 {
    case site = 1, capturedAt, receivedAt, errorBoundMilliseconds, deviceTimeText, lane, direction, headingDegrees, speedKmh
    case readBy = 16, raw, plate, confidence, region, candidate, box, change
    case vehicleKind = 32, make, model, colour, vehicleBox
    case coordinate = 48, signalGroup, signalColour, signalSince, amberMilliseconds, stopLineCrossedAt
    case declaredKind = 64, declaredCode, declaredName
    case rawSHA256 = 80
  }

  static func write(_ pass: Pass, to bytes: inout some SealingBytes) {
    bytes.append(.site, pass.site.rawValue)
    bytes.append(.capturedAt, pass.capturedAt)
    bytes.append(.receivedAt, pass.receivedAt)
    bytes.append(.errorBoundMilliseconds, pass.errorBoundMilliseconds)
    bytes.append(.deviceTimeText, pass.deviceTimeText)
    bytes.append(.lane, pass.lane)
    bytes.append(.direction, pass.direction.rawValue)
    bytes.append(.headingDegrees, pass.headingDegrees.map { [$0] })
    bytes.append(.speedKmh, pass.speedKmh.map { [$0] })
    for read in pass.reads { write(read, to: &bytes) }
    write(pass.vehicle, to: &bytes)
    bytes.append(.coordinate, [pass.coordinate.latitude, pass.coordinate.longitude])
    if let signal = pass.signal { write(signal, to: &bytes) }
    bytes.append(.stopLineCrossedAt, pass.stopLineCrossedAt)
    for declaration in pass.declarations {
      bytes.append(.declaredKind, declaration.kind.rawValue)
      bytes.append(.declaredCode, declaration.vendorCode)
      bytes.append(.declaredName, declaration.vendorName)
    }
    bytes.append(.rawSHA256, pass.rawSHA256)
  }

  private static func write(_ read: PlateRead, to bytes: inout some SealingBytes) {
    bytes.append(.readBy, read.reader.rawValue)
    bytes.append(.raw, read.raw)
    bytes.append(.plate, read.plate.text)
    bytes.append(.confidence, [Float(read.confidence)])
    bytes.append(.region, read.region)
    for candidate in read.candidates {
      bytes.append(.candidate, length: 4 + candidate.plate.text.utf8.count)
      bytes.append(Float(candidate.confidence).bitPattern)
      bytes.append(text: candidate.plate.text)
    }
    bytes.append(.box, read.box)
    for change in read.changes { bytes.append(.change, change) }
  }

  private static func write(_ vehicle: Vehicle, to bytes: inout some SealingBytes) {
    bytes.append(.vehicleKind, vehicle.kind.rawValue)
    bytes.append(.make, vehicle.make)
    bytes.append(.model, vehicle.model)
    bytes.append(.colour, vehicle.colour)
    bytes.append(.vehicleBox, vehicle.box)
  }

  private static func write(_ signal: SignalState, to bytes: inout some SealingBytes) {
    bytes.append(.signalGroup, signal.group)
    bytes.append(.signalColour, signal.colour.rawValue)
    bytes.append(.signalSince, signal.since)
    bytes.append(.amberMilliseconds, signal.amberMilliseconds)
  }
}

extension SealingBytes {
  /// A field's head. Longer values than it can say are refused before anything is written, because a record has at most 65,532 bytes.
  fileprivate mutating func append(_ field: PassRecord.Field, length: Int) {
    append(field.rawValue)
    append(UInt16(clamping: length))
  }

  fileprivate mutating func append(_ field: PassRecord.Field, _ text: String?) {
    guard let text else { return }
    append(field, length: text.utf8.count)
    append(text: text)
  }

  fileprivate mutating func append(_ field: PassRecord.Field, _ instant: Date?) {
    guard let instant else { return }
    append(field, length: 8)
    // An instant beyond 290,000 years is no capture's; it must not stop the server either.
    append(UInt64(bitPattern: Int64(exactly: (instant.timeIntervalSince1970 * 1_000_000).rounded()) ?? 0))
  }

  fileprivate mutating func append(_ field: PassRecord.Field, _ number: Int?) {
    guard let number else { return }
    append(field, length: 8)
    append(UInt64(bitPattern: Int64(number)))
  }

  fileprivate mutating func append(_ field: PassRecord.Field, _ decimals: [Double]?) {
    guard let decimals else { return }
    append(field, length: 8 * decimals.count)
    for decimal in decimals { append(decimal.bitPattern) }
  }

  fileprivate mutating func append(_ field: PassRecord.Field, _ decimals: [Float]) {
    append(field, length: 4 * decimals.count)
    for decimal in decimals { append(decimal.bitPattern) }
  }

  fileprivate mutating func append(_ field: PassRecord.Field, _ box: Box?) {
    guard let box else { return }
    append(field, [box.x, box.y, box.width, box.height].map { Float($0) })
  }
}
