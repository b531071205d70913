import Crypto
import Foundation
import Sealing

/// A keyholder's own record of everything it did: lines that are only added, each with the hash of the one before. The keyholder compares
/// it with what the server's log says; the two must agree.
///
/// A line that was altered, taken out or put in breaks the chain. That the last lines were cut off only shows beside ``head`` as somebody
/// else noted it.
struct CounterLog {
  private let file: URL
  private let disk: any KeyholderDisk
  private(set) var entries: [CounterLogEntry] = []
  /// SHA-256 of the last line.
  private(set) var head = Data(count: 32)

  /// Reads the record and checks its chain. Half a last line, which a crash leaves, is cut off: what it was to say was not done yet.
  /// - Throws: ``KeyholdingFault/damaged(_:)`` with the number of the first line that does not follow.
  init(_ file: URL, disk: any KeyholderDisk) throws(KeyholdingFault) {
    self.file = file
    self.disk = disk
    let bytes = try disk.read(file) ?? Data()
    let whole = bytes.lastIndex(of: 0x0A).map { bytes[...$0] } ?? Data()
    for line in whole.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() { try take(Data(line)) }
    if whole.count < bytes.count { try disk.truncate(file, to: whole.count) }
  }

  /// Writes a line and waits until it is durable.
  mutating func append(_ kind: CounterLogEntry.Kind, _ details: [String: String], at time: Date) throws(KeyholdingFault) {
    let entry = CounterLogEntry(sequence: entries.count, time: time, kind: kind, details: details, previous: head)
    let line = entry.bytes
    try disk.append(line + [0x0A], to: file)
    entries.append(entry)
    head = Data(SHA256.hash(data: line))
  }

  /// The days that lines of a kind are about.
  func days(_ kind: CounterLogEntry.Kind) -> Set<UTCDay> {
    Set(entries.lazy.filter { $0.kind == kind }.compactMap { $0.details["day"].flatMap { UTCDay($0) } })
  }

  private mutating func take(_ line: Data) throws(KeyholdingFault) {
    guard let entry = try? CounterLogEntry(bytes: line), entry.sequence == entries.count, entry.previous == head else {
      throw .damaged("Line \(entries.count + 1) of the counter-log does not follow the one before.")
    }
    entries.append(entry)
    head = Data(SHA256.hash(data: line))
  }
}
