import Crypto
import Foundation

/// HMAC-SHA256 (RFC 2104) and HKDF (RFC 5869) over memory of its own.
///
/// The library's own `HMAC` and `HKDF` copy the padded key into arrays that are freed as they are. Here key, message and results lie in
/// ``SecretBytes``; the hash is the library's.
struct KeyedHash: ~Copyable {
  /// Of a key and of a code.
  static let byteCount = 32
  private static let block = 64
  private static let longestMessage = 512

  private let memory: SecretBytes
  private var messageCount = 0

  init() throws(SealingFault) {
    memory = try SecretBytes(count: 2 * Self.block + Self.longestMessage + 2 * Self.byteCount)
  }

  private var inner: UnsafeMutableRawBufferPointer { .init(rebasing: memory.all[..<(Self.block + Self.longestMessage)]) }
  private var message: UnsafeMutableRawBufferPointer { .init(rebasing: inner[Self.block...]) }
  private var outer: UnsafeMutableRawBufferPointer { .init(rebasing: memory.all[inner.count..<(inner.count + Self.block + Self.byteCount)]) }
  private var derived: UnsafeMutableRawBufferPointer { .init(rebasing: memory.all.suffix(Self.byteCount)) }

  /// Sets the message that the next codes are made of.
  mutating func setMessage(_ write: (inout FixedBytes) -> Void) {
    var bytes = FixedBytes(message)
    write(&bytes)
    messageCount = bytes.count
  }

  /// The message's code under a key, where the message ends with `ending`.
  /// - Parameter result: 32 bytes.
  func code(under key: UnsafeRawBufferPointer, ending: UnsafeRawBufferPointer? = nil, into result: UnsafeMutableRawBufferPointer) {
    var length = Self.block + messageCount
    if let ending {
      UnsafeMutableRawBufferPointer(rebasing: inner[length...]).copyMemory(from: ending)
      length += ending.count
    }
    pad(key, with: 0x36, into: inner)
    pad(key, with: 0x5C, into: outer)
    digest(inner[..<length], into: UnsafeMutableRawBufferPointer(rebasing: outer[Self.block...]))
    digest(outer[...], into: result)
  }

  /// HKDF-SHA256 without salt: 32 bytes for `label || context` out of a secret.
  private mutating func derive(
    _ label: SealingLabel, _ context: EpochContext, from secret: UnsafeRawBufferPointer, into result: UnsafeMutableRawBufferPointer
  ) {
    setMessage { $0.append(raw: secret) }
    code(under: UnsafeRawBufferPointer(start: nil, count: 0), into: derived)
    setMessage {
      $0.append(label)
      $0.append(raw: context.bytes)
      $0.append(1 as UInt8)
    }
    code(under: UnsafeRawBufferPointer(derived), into: result)
    derived.erase()
  }

  /// The same out of each of a row of secrets, 32 bytes apiece.
  mutating func deriveEach(_ label: SealingLabel, _ context: EpochContext, from secrets: borrowing SecretBytes) throws(SealingFault) -> SecretBytes {
    let derived = try SecretBytes(count: secrets.count)
    for number in 0..<secrets.count / Self.byteCount {
      derive(label, context, from: UnsafeRawBufferPointer(secrets.part(number, of: Self.byteCount)), into: derived.part(number, of: Self.byteCount))
    }
    erase()
    return derived
  }

  /// Forgets message, keys and results.
  func erase() { memory.erase() }

  private func pad(_ key: UnsafeRawBufferPointer, with pattern: UInt8, into memory: UnsafeMutableRawBufferPointer) {
    for index in 0..<key.count { memory[index] = key[index] ^ pattern }
    for index in key.count..<Self.block { memory[index] = pattern }
  }

  private func digest(_ bytes: Slice<UnsafeMutableRawBufferPointer>, into result: UnsafeMutableRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: UnsafeRawBufferPointer(UnsafeMutableRawBufferPointer(rebasing: bytes)))
    var digest = hash.finalize()
    withUnsafeMutableBytes(of: &digest) {
      result.copyMemory(from: UnsafeRawBufferPointer($0))
      $0.erase()
    }
  }
}
