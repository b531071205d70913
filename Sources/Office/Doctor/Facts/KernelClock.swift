import Glibc

/// What the kernel says of its clock (adjtimex(2)).
struct KernelClock: Sendable, Hashable {
  var isSynchronised: Bool
  /// The most that it may be wrong by, in microseconds, as the program that sets it has worked out.
  var maximumErrorMicroseconds: Int

  init(isSynchronised: Bool, maximumErrorMicroseconds: Int) {
    self.isSynchronised = isSynchronised
    self.maximumErrorMicroseconds = maximumErrorMicroseconds
  }

  /// Asks the kernel. Its function is looked up by name, because Swift's view of the C library leaves `sys/timex.h` out.
  /// - Returns: `nil` where the system does not say.
  static func now() -> KernelClock? {
    typealias Ask = @convention(c) (UnsafeMutableRawPointer) -> Int32
    guard let symbol = dlsym(nil, "adjtimex") else { return nil }
    // `struct timex` has 208 bytes on 64-bit Linux. A mode of 0 changes nothing; `maxerror` is its fourth word.
    let words = 26
    let maximumError = 3
    let isUnsynchronised: Int32 = 5
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: words) { buffer in
      buffer.initialize(repeating: 0)
      guard let base = buffer.baseAddress else { return nil }
      let state = unsafeBitCast(symbol, to: Ask.self)(base)
      return state < 0 ? nil : KernelClock(isSynchronised: state != isUnsynchronised, maximumErrorMicroseconds: buffer[maximumError])
    }
  }
}
