import Glibc

/// Memory for secrets: pages of its own, kept off the swap where the system permits it, out of core dumps, never copied, and overwritten
/// with zeros before they are given back.
///
/// `Data`, `String` and arrays copy themselves when they grow or are handed on and leave the old bytes behind; this cannot be copied.
/// The sentence for `@unchecked`: the memory is reachable through this one value only, which has one owner at a time, so no two threads
/// can touch it unless its owner lends it to both.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  /// All of it. Valid as long as this value.
  package let all: UnsafeMutableRawBufferPointer
  private let mapped: Int
  /// Whether the system agreed to keep the pages in memory. Where it did not, encrypt the swap or switch it off.
  public let isLocked: Bool

  /// Memory of zeros.
  /// - Parameter count: bytes, more than none.
  /// - Throws: ``SealingFault/system(_:errno:)`` where the system has no memory.
  public init(count: Int) throws(SealingFault) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    mapped = (max(1, count) + page - 1) / page * page
    guard let start = mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), start != MAP_FAILED else {
      throw .system("memory", errno: errno)
    }
    isLocked = mlock(start, mapped) == 0
    // Not into core dumps, and not into child processes before they start their own program. Advice that an old kernel may not know.
    _ = madvise(start, mapped, MADV_DONTDUMP)
    _ = madvise(start, mapped, MADV_DONTFORK)
    all = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  /// Random bytes from the system.
  /// - Throws: ``SealingFault/system(_:errno:)`` where the system has none to give.
  public static func random(count: Int) throws(SealingFault) -> SecretBytes {
    let bytes = try SecretBytes(count: count)
    try drawRandom(into: bytes.all)
    return bytes
  }

  public var count: Int { all.count }

  /// Lends the bytes for reading. They must not be kept.
  public borrowing func withUnsafeBytes<Result: ~Copyable, Fault: Error>(_ body: (UnsafeRawBufferPointer) throws(Fault) -> Result) throws(Fault)
    -> Result
  {
    try body(UnsafeRawBufferPointer(all))
  }

  /// Overwrites all of it with zeros, now.
  public borrowing func erase() { all.erase() }

  /// A part of it, by number, where it is a row of equal parts.
  package borrowing func part(_ number: Int, of size: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: all[number * size..<(number + 1) * size])
  }

  /// Fills memory from the system's random source, which gives at most 256 bytes a call.
  package static func drawRandom(into memory: UnsafeMutableRawBufferPointer) throws(SealingFault) {
    var rest = memory[...]
    while !rest.isEmpty {
      let piece = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(256))
      guard let start = piece.baseAddress, getentropy(start, piece.count) == 0 else { throw .system("random numbers", errno: errno) }
      rest = rest.dropFirst(piece.count)
    }
  }

  deinit {
    all.erase()
    munmap(all.baseAddress, mapped)
  }
}
