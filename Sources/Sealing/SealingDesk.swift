import Crypto
import Foundation

/// The memory one pass is sealed in, and what is done in it: values of the plate, keys and the padded record. Cleared after each pass.
struct SealingDesk: ~Copyable {
  private let keys: SecretBytes
  /// The record as it is written, and padded. Room for the longest; what was used is cleared at once.
  private let drafts: SecretBytes
  private let subsets: Int
  private static let size = KeyedHash.byteCount

  init(subsets: Int) throws(SealingFault) {
    let keys = try SecretBytes(count: (subsets + 4) * Self.size)
    let drafts = try SecretBytes(count: 2 * (PaddedSize.longestRecord + PaddedSize.lengthBytes))
    self.subsets = subsets
    self.keys = keys
    self.drafts = drafts
  }

  /// `P_A` of a subset for the present reading.
  func plateValue(_ number: Int) -> UnsafeMutableRawBufferPointer { keys.part(number, of: Self.size) }
  /// A subset's part of the wrapping key.
  var keyPart: UnsafeMutableRawBufferPointer { keys.part(subsets, of: Self.size) }
  /// Exclusive or of the parts.
  var wrappingKey: UnsafeMutableRawBufferPointer { keys.part(subsets + 1, of: Self.size) }
  var dataKey: UnsafeMutableRawBufferPointer { keys.part(subsets + 2, of: Self.size) }
  /// Exclusive or of the plate's values, as far as a token goes.
  var token: UnsafeMutableRawBufferPointer { .init(rebasing: keys.part(subsets + 3, of: Self.size)[..<SealedReading.tokenBytes]) }

  func beginReading() {
    wrappingKey.erase()
    token.erase()
  }

  /// The data key under the wrapping key.
  func wrapped(_ dataKey: SymmetricKey) throws(SealingFault) -> Data {
    do {
      return try AES.KeyWrap.wrap(dataKey, using: SymmetricKey(data: UnsafeRawBufferPointer(wrappingKey)))
    } catch {
      throw .system("key wrap", errno: 0)
    }
  }

  /// Where a record is written before it is padded.
  var draft: UnsafeMutableRawBufferPointer { drafts.part(0, of: drafts.count / 2) }

  /// A padded record, sealed.
  func seal(record: UnsafeRawBufferPointer, key: SymmetricKey, furtherData: Data) throws(SealingFault) -> Data {
    let padded = UnsafeMutableRawBufferPointer(rebasing: drafts.part(1, of: drafts.count / 2)[..<(try PaddedSize.record(record.count))])
    defer { padded.erase() }
    return try seal(record, in: padded, piece: 0, key: key, furtherData: furtherData)
  }

  /// A padded picture, sealed.
  func seal(picture: Data, piece: Int, key: SymmetricKey, furtherData: Data) throws(SealingFault) -> Data {
    let own = try SecretBytes(count: PaddedSize.picture(picture.count))
    do {
      return try picture.withUnsafeBytes { try seal($0, in: own.all, piece: piece, key: key, furtherData: furtherData) }
    } catch let fault as SealingFault {
      throw fault
    } catch {
      throw .system("cipher", errno: 0)
    }
  }

  /// Clears the values of the plate and the keys.
  func erase() { keys.erase() }

  private func seal(
    _ content: UnsafeRawBufferPointer, in memory: UnsafeMutableRawBufferPointer, piece: Int, key: SymmetricKey, furtherData: Data
  ) throws(SealingFault) -> Data {
    PaddedSize.fill(memory, with: content)
    do {
      return try BodyCipher.seal(UnsafeRawBufferPointer(memory), piece: piece, key: key, furtherData: furtherData)
    } catch {
      throw .system("cipher", errno: 0)
    }
  }
}
