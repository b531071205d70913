import Crypto
import Foundation
import Glibc

/// Overwrites what the cryptographic library leaves in memory it has freed.
///
/// swift-crypto gives hash and cipher contexts back to the allocator as they are: a cipher's expanded key begins with the key itself, and
/// a hash's state after a key's block is as good as the key. The allocator hands out the most recently freed pieces of a size first, so
/// taking pieces of just these sizes again on the same thread, clearing them and giving them back reaches what was left. The stack below
/// the caller is cleared too.
public enum LeftoverMemory {
  /// After one pass. To be called on the thread that sealed it, with the library's values out of scope.
  static func eraseAfterPass() {
    hashNothing()
    // A SHA-256 context; AES-GCM contexts of the sizes that builds of the library have.
    for size in [128, 584, 600, 616] { eraseHeap(size: size, pieces: 4) }
    eraseStack()
  }

  /// After an epoch was opened: key agreement and key derivation use pieces of many sizes.
  static func eraseAfterEpoch() {
    hashNothing()
    for size in stride(from: 24, through: 4104, by: 16) { eraseHeap(size: size, pieces: 12) }
    eraseDeepStack()
  }

  /// Hashing once more, over zeros, overwrites the processor's vector registers, which keep what was hashed or copied last and may be put
  /// down on a stack by whatever runs next.
  @inline(never)
  private static func hashNothing() {
    let zeros = SIMD64<UInt8>()
    var hash = SHA256()
    withUnsafeBytes(of: zeros) { hash.update(bufferPointer: $0) }
    var digest = hash.finalize()
    withUnsafeMutableBytes(of: &digest) { $0.erase() }
  }

  private static func eraseHeap(size: Int, pieces: Int) {
    withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: pieces) { held in
      for index in 0..<pieces {
        let piece = malloc(size)
        if let piece { explicit_bzero(piece, size) }
        held.initializeElement(at: index, to: piece)
      }
      for index in 0..<pieces { free(held[index]) }
    }
  }

  /// Twice what sealing a pass with a picture was seen to use, in a build without optimisation.
  /// To be called by whoever handled a clear pass in functions that have returned: their frames lie in what is overwritten.
  @inline(never)
  public static func eraseStack() {
    var room = InlineArray<32_768, UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &room) { $0.erase() }
  }

  /// ML-KEM works on matrices that lie on the stack.
  @inline(never)
  private static func eraseDeepStack() {
    var room = InlineArray<98_304, UInt8>(repeating: 0)
    withUnsafeMutableBytes(of: &room) { $0.erase() }
  }
}
