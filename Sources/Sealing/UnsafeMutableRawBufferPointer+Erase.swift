import Glibc

extension UnsafeMutableRawBufferPointer {
  /// Overwrites with zeros, in a way that the compiler may not leave out because nobody reads the memory again.
  package func erase() {
    guard let baseAddress else { return }
    explicit_bzero(baseAddress, count)
  }

  /// Adds bytes by exclusive or.
  func formXOR(_ other: UnsafeRawBufferPointer) {
    for index in 0..<Swift.min(count, other.count) { self[index] ^= other[index] }
  }
}
