import Foundation
import Sealing

/// The first bytes of a segment: how much there is of everything, and where it begins.
///
/// A segment holds the passes of one epoch, or of one part of it. All numbers are big endian, all places count from the file's start:
/// ```
/// head     "gantry/passes/1\n" || u64 fileBytes || u32 cameras || u32 scopes || u64 tokens || u64 passes
///          || u64 namesAt || u64 scopesAt || u64 tokensAt || u64 rowsAt || LP(ctx)
/// names    (u64 place of LP(camera))…  then the names, in their order
/// scopes   (u32 camera || u32 captureHour || u64 first token || u32 tokens || u32 passes)…  by camera and hour
/// tokens   (token[16] || u64 place of the row)…  by scope and token
/// rows     (u32 length || suite || passID[16] || what follows ctx in a sealed pass)…  by scope and best token
/// digest   SHA-256 of all before
/// ```
/// So nothing in it tells in which order the passes came; those of one car at one camera stand by their random IDs.
struct SegmentHead: Equatable {
  static let opening = Data("gantry/passes/1\n".utf8)
  static let byteCount = 80
  static let cameraBytes = 8
  static let scopeBytes = 24
  static let tokenBytes = RowToken.byteCount + 8
  static let rowHeadBytes = 4
  static let digestBytes = 32

  var fileBytes = 0
  var cameras = 0
  var scopes = 0
  var tokens = 0
  var passes = 0
  var namesAt = 0
  var scopesAt = 0
  var tokensAt = 0
  var rowsAt = 0

  /// Where the rows end and the digest begins.
  var endsAt: Int { fileBytes - Self.digestBytes }

  var bytes: Data {
    var bytes = Self.opening
    bytes.append(UInt64(fileBytes))
    bytes.append(UInt32(cameras))
    bytes.append(UInt32(scopes))
    for number in [tokens, passes, namesAt, scopesAt, tokensAt, rowsAt] { bytes.append(UInt64(number)) }
    return bytes
  }
}

extension SegmentHead {
  /// Reads a head, and trusts nothing in it: `nil` where its parts would not lie in the file one behind the other.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.byteCount + Self.digestBytes, bytes.starts(with: Self.opening) else { return nil }
    func number(_ place: Int) -> Int? { Int(exactly: bytes.number(at: 32 + 8 * place, as: UInt64.self)) }
    guard let tokens = number(0), let passes = number(1), let namesAt = number(2), let scopesAt = number(3), let tokensAt = number(4),
      let rowsAt = number(5), bytes.number(at: 16, as: UInt64.self) == UInt64(bytes.count)
    else { return nil }
    fileBytes = bytes.count
    cameras = Int(bytes.number(at: 24, as: UInt32.self))
    scopes = Int(bytes.number(at: 28, as: UInt32.self))
    (self.tokens, self.passes) = (tokens, passes)
    (self.namesAt, self.scopesAt, self.tokensAt, self.rowsAt) = (namesAt, scopesAt, tokensAt, rowsAt)
    guard tokens <= bytes.count, Self.byteCount < namesAt, namesAt + cameras * Self.cameraBytes <= scopesAt, scopesAt <= tokensAt, tokensAt <= rowsAt,
      rowsAt <= endsAt, scopesAt + scopes * Self.scopeBytes == tokensAt, tokensAt + tokens * Self.tokenBytes == rowsAt
    else { return nil }
  }
}

extension UnsafeRawBufferPointer {
  /// A big-endian number at a place that lies within.
  func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
    Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
