import Foundation
import Sealing

/// One holder's parts of the tokens of one epoch: for each token one part of each of its subsets, 16 bytes, as the answer has them.
struct GivenParts {
  /// A part's bytes in words of eight.
  static let words = SealedReading.tokenBytes / MemoryLayout<UInt64>.size

  /// The holder's subsets by their numbers, in order.
  let subsets: [Int]
  /// As many parts as tokens and subsets multiplied.
  let bytes: Data

  /// Adds, by exclusive or, a subset's part of each token.
  /// - Parameter sum: ``words`` for each token.
  func add(_ subset: Int, to sum: inout [UInt64]) {
    guard let place = subsets.firstIndex(of: subset) else { return }
    bytes.withUnsafeBytes { bytes in
      for token in 0..<sum.count / Self.words {
        for word in 0..<Self.words { sum[token * Self.words + word] ^= Self.word(word, of: token * subsets.count + place, in: bytes) }
      }
    }
  }

  /// Whether another holder gave the same part of each token for a subset that both belong to.
  func agrees(with other: GivenParts, on subset: Int, count: Int) -> Bool {
    guard let place = subsets.firstIndex(of: subset), let otherPlace = other.subsets.firstIndex(of: subset) else { return false }
    return bytes.withUnsafeBytes { bytes in
      other.bytes.withUnsafeBytes { others in
        (0..<count).allSatisfy { token in
          (0..<Self.words).allSatisfy {
            Self.word($0, of: token * subsets.count + place, in: bytes) == Self.word($0, of: token * other.subsets.count + otherPlace, in: others)
          }
        }
      }
    }
  }

  private static func word(_ word: Int, of part: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: (part * words + word) * MemoryLayout<UInt64>.size, as: UInt64.self)
  }
}
