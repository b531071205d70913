import Sealing

/// What is kept in memory of a log: where each reading's pass lies, and how many passes each scope has.
struct LogIndex {
  /// In the order of arrival. Memory for all is asked for at once; the system gives it as it is used.
  private(set) var entries: [PassLogEntry] = []
  /// By their numbers.
  private(set) var scopes: [PlateScope] = []
  /// Passes of each scope, by its number.
  private(set) var passes: [Int] = []
  private(set) var passCount = 0
  /// Bytes of the log that were acknowledged.
  private(set) var length = 0
  private var numbers: [PlateScope: Int] = [:]

  init(capacity: Int) { entries.reserveCapacity(capacity) }

  /// Notes a pass that was written behind all others.
  mutating func add(_ frame: PassFrame) {
    let scope = number(of: frame.scope)
    passes[scope] += 1
    passCount += 1
    for (reading, token) in frame.tokens.enumerated() {
      entries.append(
        PassLogEntry(
          token: token, offset: UInt64(length + PassFrame.headBytes), byteCount: UInt32(frame.bytes.count - PassFrame.headBytes),
          scope: UInt32(scope), tie: frame.tie, reading: UInt8(reading)))
    }
    length += frame.bytes.count
  }

  /// A scope's number; `nil` where no pass has it.
  func existingNumber(of scope: PlateScope) -> Int? { numbers[scope] }

  private mutating func number(of scope: PlateScope) -> Int {
    if let number = numbers[scope] { return number }
    numbers[scope] = scopes.count
    scopes.append(scope)
    passes.append(0)
    return scopes.count - 1
  }
}
