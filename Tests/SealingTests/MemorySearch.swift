import Foundation
import Glibc

/// Looks for bytes in all memory of this process that can be written to. What is sought is given in hex and is kept with every bit turned
/// round, so that the search does not find itself, in its own memory or in what its registers leave on a stack.
final class MemorySearch {
  private static let chunk = 1 << 20
  private let page: UnsafeMutableRawBufferPointer
  private let buffer: UnsafeMutableRawBufferPointer
  private let memory: Int32

  static var isPossible: Bool {
    let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
    if memory >= 0 { close(memory) }
    return memory >= 0
  }

  init() {
    page = Self.pages(4096)
    buffer = Self.pages(Self.chunk)
    memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
  }

  /// How often 32 bytes occur.
  func count(hex: String) -> Int {
    hex.write(hexInto: page, turning: 255)
    defer { explicit_bzero(page.baseAddress!, page.count) }
    return regions().reduce(0) { $0 + count(in: $1) }
  }

  deinit {
    munmap(page.baseAddress, page.count)
    munmap(buffer.baseAddress, buffer.count)
    close(memory)
  }

  private func regions() -> [Range<UInt>] {
    let own = [page, buffer].map { UInt(bitPattern: $0.baseAddress!) }
    let found = Self.mappings().split(separator: "\n").compactMap { line -> Range<UInt>? in
      let fields = line.split(separator: " ")
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      return fields[1].hasPrefix("rw") && ends.count == 2 ? ends[0]..<ends[1] : nil
    }
    // The kernel joins neighbouring mappings, so ours are cut out rather than recognised.
    return own.reduce(found) { regions, start in
      let size: UInt = start == own[0] ? 4096 : UInt(Self.chunk)
      return regions.flatMap { [$0.clamped(to: 0..<start), $0.clamped(to: start + size..<UInt.max)] }.filter { !$0.isEmpty }
    }
  }

  /// Read to the end: the file says that it is empty, and one read gives a page of it.
  private static func mappings() -> String {
    let file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var (text, piece) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while case let got = read(file, &piece, piece.count), got > 0 { text += piece[..<got] }
    return String(decoding: text, as: UTF8.self)
  }

  private func count(in region: Range<UInt>) -> Int {
    var (found, at) = (0, region.lowerBound)
    while at < region.upperBound {
      let wanted = min(Self.chunk, Int(region.upperBound - at))
      let got = pread(memory, buffer.baseAddress, wanted, off_t(at))
      guard got > 32 else { break }
      found += occurrences(in: got)
      // The last bytes are read again, for what lies across two chunks.
      at += UInt(got == wanted && at + UInt(got) < region.upperBound ? got - 31 : got)
    }
    explicit_bzero(buffer.baseAddress!, buffer.count)
    return found
  }

  private func occurrences(in count: Int) -> Int {
    let first = Int32(~page[0])
    var found = 0
    var (start, left) = (UnsafeRawPointer(buffer.baseAddress!), count)
    while left >= 32, let hit = memchr(start, first, left - 31) {
      if isSought(hit) { found += 1 }
      left -= UnsafeRawPointer(hit) - start + 1
      start = UnsafeRawPointer(hit) + 1
    }
    return found
  }

  private func isSought(_ place: UnsafeMutableRawPointer) -> Bool {
    for index in 0..<32 where place.load(fromByteOffset: index, as: UInt8.self) ^ page[index] != 255 { return false }
    return true
  }

  private static func pages(_ count: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), count: count)
  }
}

extension String {
  /// Decodes without leaving the bytes anywhere else.
  /// - Parameter turned: bits to turn round in each byte.
  func write(hexInto memory: UnsafeMutableRawBufferPointer, turning turned: UInt8 = 0) {
    var place = 0
    for digit in utf8 {
      let value = digit < 0x3A ? digit - 0x30 : digit - 0x57
      memory[place / 2] = place % 2 == 0 ? value << 4 : (memory[place / 2] | value) ^ turned
      place += 1
    }
  }
}
