import Crypto
import DurableFiles
import Foundation
import Glibc
import Sealing

/// What an epoch's `record` file says: the record, and the period it is for.
///
/// Bytes, big endian: `"gantry/epoch/1\n" || u64 opensAt (seconds since 1970) || u16 lengthMinutes || record || SHA-256 of all before`.
struct EpochNote: Hashable {
  private static let opening = Data("gantry/epoch/1\n".utf8)
  private static let digestBytes = 32

  let record: EpochRecord
  let period: EpochPeriod

  var bytes: Data {
    var bytes = Self.opening
    bytes.append(UInt64(clamping: Int(period.opensAt.timeIntervalSince1970)))
    bytes.append(UInt16(clamping: Int(period.endsAt.timeIntervalSince(period.opensAt) / 60)))
    bytes.append(raw: record.bytes)
    bytes.append(raw: Data(SHA256.hash(data: bytes)))
    return bytes
  }

  /// Reads an epoch's note.
  /// - Throws: ``StorageFault/damaged(_:)`` with the file's name.
  init(in folder: EpochFolder) throws {
    let file = try OpenFile(folder.record, O_RDONLY, for: "reading an epoch's record")
    let bytes = try file.read(0..<file.size())
    guard let note = EpochNote(bytes: bytes), EpochFolder(of: note.record.context, in: folder.root) == folder else {
      throw StorageFault.damaged(folder.record.path)
    }
    self = note
  }

  /// - Throws: ``StorageFault/failed(_:)`` where record and period are not of one epoch.
  init(record: EpochRecord, period: EpochPeriod) throws(StorageFault) {
    guard record.context.day == period.day, record.context.epoch == period.number else {
      throw .failed("epoch \(record.context.epoch) of \(record.context.day) is not the one that opens at \(period.opensAt.ISO8601Format()).")
    }
    self.record = record
    self.period = period
  }

  private init?(bytes: Data) {
    guard bytes.count > Self.digestBytes, bytes.starts(with: Self.opening),
      Data(SHA256.hash(data: bytes.dropLast(Self.digestBytes))) == bytes.suffix(Self.digestBytes)
    else { return nil }
    var reader = SealedReader(Data(bytes.dropFirst(Self.opening.count).dropLast(Self.digestBytes)), of: "epoch note")
    guard let seconds = try? reader.u64(), let minutes = try? reader.u16(),
      let period = try? EpochPeriod(containing: Date(timeIntervalSince1970: Double(seconds)), lengthMinutes: Int(minutes)),
      let record = try? EpochRecord(bytes: bytes.dropFirst(Self.opening.count + 10).dropLast(Self.digestBytes)),
      let note = try? EpochNote(record: record, period: period)
    else { return nil }
    self = note
  }
}
