import Crypto
import DurableFiles
import Foundation
import Sealing
import Traffic

/// A pass as it stands in a log: `u32 length || first 8 bytes of SHA-256(length || pass) || pass`, so that one that was half written is noticed.
struct PassFrame {
  static let headBytes = 12
  /// The longest pass: far above what any camera sends.
  static let longestPass = 1 << 28
  private static let checksumBytes = 8

  let bytes: Data
  let scope: PlateScope
  let tokens: [RowToken]
  let tie: UInt32

  /// - Throws: ``StorageFault/failed(_:)`` for a pass that nobody could ever look for, or that is too long.
  init(_ pass: SealedRecord) throws(StorageFault) {
    try self.init(pass, bytes: pass.bytes)
  }

  private init(_ pass: SealedRecord, bytes sealed: Data) throws(StorageFault) {
    let tokens = pass.readings.compactMap { RowToken($0.token) }
    guard !tokens.isEmpty, tokens.count == pass.readings.count else { throw .failed("a sealed pass has no reading that it can be found by.") }
    guard sealed.count <= Self.longestPass else { throw .failed("a sealed pass has \(sealed.count) bytes; \(Self.longestPass) are the most.") }
    scope = pass.scope
    self.tokens = tokens
    tie = withUnsafeBytes(of: pass.id.uuid.uuid) { $0.number(at: 0, as: UInt32.self) }
    var bytes = Data(capacity: Self.headBytes + sealed.count)
    bytes.append(UInt32(sealed.count))
    bytes.append(Self.checksum(of: sealed))
    bytes.append(sealed)
    self.bytes = bytes
  }

  /// The frame at a place of a log; `nil` where none was written whole.
  init?(in log: ArchiveFile, at offset: Int, endsAt end: Int) throws {
    let head = try log.open.read(offset..<min(offset + Self.headBytes, end))
    guard head.count == Self.headBytes else { return nil }
    let length = Int(head.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
    guard length <= Self.longestPass, offset + Self.headBytes + length <= end else { return nil }
    let sealed = try log.open.read(offset + Self.headBytes..<offset + Self.headBytes + length)
    guard sealed.count == length, Self.checksum(of: sealed) == head.suffix(Self.checksumBytes), let pass = try? SealedRecord(bytes: sealed) else {
      return nil
    }
    try self.init(pass, bytes: sealed)
  }

  private static func checksum(of sealed: Data) -> Data {
    var hash = SHA256()
    withUnsafeBytes(of: UInt32(sealed.count).bigEndian) { hash.update(bufferPointer: $0) }
    hash.update(data: sealed)
    return Data(hash.finalize().prefix(checksumBytes))
  }
}
