import Foundation
import Glibc
import Sealing
import Testing
import Traffic

/// The memory drill. What else the machine does decides how long it takes and what the allocator hands out, so it runs when it is asked for.
@Suite(
  "What stays in memory", .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["GANTRY_DRILLS"] != nil, "a drill; set GANTRY_DRILLS=1 to run it"),
  .enabled(if: MemorySearch.isPossible, "this process may not read its own memory through /proc/self/mem")
)
struct MemoryTests {
  let vectors: Vectors
  let search = MemorySearch()

  init() throws { vectors = try Vectors.load() }

  /// An epoch from its opening to its end. Each secret is found while it must be there, which shows that the search finds, and not after.
  @Test("E_A goes at the opening, P_A and the keys of a pass with the pass, R_A every second, T_A and S_A with the epoch")
  func epoch() async throws {
    let sought = vectors.sought
    var sealer = try await opened()
    #expect(sought.secrets.map(search.count) == [0, 0, 0], "E_A is erased once the epoch is open")
    #expect(sought.tokenKeys.map(search.count) == [1, 1, 1], "one copy of T_A")
    #expect(sought.secondKeys.map(search.count) == [1, 1, 1], "one copy of S_A")
    #expect(sought.recordKeys["0"]!.map(search.count) == [1, 1, 1], "one copy of R_A,0")

    #expect(try seal(with: &sealer, second: 5).seconds.values.count == 3)
    #expect(sought.secondKeys.map(search.count) == [1, 1, 1], "sealing leaves no second copy of S_A")
    #expect(sought.plateValues.map(search.count) == [0, 0, 0], "P_A")
    #expect(search.count(hex: sought.wrappingKey) == 0, "KEK")
    #expect(search.count(hex: sought.dataKey) == 0, "DEK")
    for (second, copies) in [("0", 0), ("4", 0), ("5", 1), ("6", 0)] {
      #expect(sought.recordKeys[second]!.map(search.count) == [copies, copies, copies], "R_A at second \(second)")
    }

    sealer.advance(to: opensAt + 6)
    #expect(sought.recordKeys["5"]!.map(search.count) == [0, 0, 0], "the value of the second before is gone, though nothing was sealed since")
    #expect(sought.recordKeys["6"]!.map(search.count) == [1, 1, 1])

    end(sealer)
    #expect((sought.tokenKeys + sought.secondKeys + sought.recordKeys.values.flatMap(\.self)).map(search.count).allSatisfy { $0 == 0 })
  }

  @Test("Memory for secrets is zeroed and given back when its owner ends; erased at once when told")
  func secretBytes() throws {
    let canary = Self.canary
    func live() throws {
      let bytes = try SecretBytes(count: 32)
      canary.write(hexInto: bytes.all)
      #expect(search.count(hex: canary) == 1)
      bytes.erase()
      #expect(bytes.withUnsafeBytes { $0.allSatisfy { $0 == 0 } })
      canary.write(hexInto: bytes.all)
      #expect(search.count(hex: canary) == 1)
    }
    try live()
    #expect(search.count(hex: canary) == 0)
  }

  @Test("A day key's seed is lent and erased; random bytes are not zeros")
  func seedAndRandom() throws {
    let first = try SecretBytes.random(count: 1000)
    let second = try SecretBytes.random(count: 1000)
    #expect(first.withUnsafeBytes { Array($0) } != second.withUnsafeBytes { Array($0) })
    #expect(Set(first.withUnsafeBytes { Array($0.suffix(300)) }).count > 100)
  }

  @Test("The process writes no core, refuses readers, and says what it was not permitted")
  func process() throws {
    let result = ProcessMemory.lock()
    defer {
      munlockall()
      typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
      _ = unsafeBitCast(dlsym(nil, "prctl"), to: Control.self)(4, 1, 0, 0, 0)
    }
    var cores = rlimit()
    #expect(getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &cores) == 0 && cores.rlim_cur == 0)
    typealias Asking = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
    #expect(unsafeBitCast(dlsym(nil, "prctl"), to: Asking.self)(3, 0, 0, 0, 0) == 0, "not dumpable")
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let locked =
      status.split(separator: "\n").first { $0.hasPrefix("VmLck") }?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    let refused = result.refusals.map(\.measure)
    #expect(!refused.contains(.noCoreDumps) && !refused.contains(.noTracing))
    #expect(refused.contains(.noSwap) || locked > 10_000, "either the pages are locked or it is said that they are not; locked: \(locked) KiB")
    #expect(result.refusals.allSatisfy { $0.description.contains("could not") })
  }

  private var opensAt: Date { UTCDay(vectors.day)!.start + Double(vectors.epoch) * 3600 }

  private static let canary = (0..<32).map { String(format: "%02x", 255 - $0 * 5) }.joined()

  private func opened() async throws -> EpochSealer {
    let secrets = try drawn()
    return try await secrets.begin(at: opensAt) { _ in }
  }

  private func drawn() throws -> EpochSecrets {
    let given = try SecretBytes(count: vectors.sought.secrets.count * 32)
    for (number, secret) in vectors.sought.secrets.enumerated() { secret.write(hexInto: given.part(number, of: 32)) }
    return try EpochSecrets(
      context: vectors.epochContext, period: EpochPeriod(containing: opensAt, lengthMinutes: 60), holders: vectors.set,
      dayKeys: vectors.holders.map { try vectors.key($0).published }, secrets: given)
  }

  private func seal(with sealer: inout EpochSealer, second: Int) throws -> SealedRecord {
    let key = try SecretBytes(count: 32)
    vectors.sought.dataKey.write(hexInto: key.all)
    let reading = try RegionalPlate(region: vectors.readings[0].region, plate: Plate(canonical: vectors.readings[0].plate)!)
    return try "record".utf8.map(\.self).withUnsafeBytes { record in
      try key.withUnsafeBytes { key in
        try sealer.seal(
          vectors.passID, scope: vectors.scope, readings: [reading], record: record, pictures: [Data(count: 1000)], schema: 1,
          at: opensAt + Double(second), dataKey: key)
      }
    }
  }

  private func end(_ sealer: consuming EpochSealer) {}
}
