import Foundation
import Sealing
import Testing
import Traffic

/// Somebody has the rows and wants to know which passes were sealed together: whose time one knows, tells the other's.
@Suite("The second a pass was sealed in")
struct HiddenSecondTests {
  struct Distinguisher: Sendable {
    let name: String
    /// The higher, the likelier the two are of one second.
    let likeness: @Sendable ([UInt16], [UInt16]) -> Int
  }

  /// Ways to tell two rows of one second from two of different ones.
  static let attacker = [
    Distinguisher(name: "equal values") { zip($0, $1).count { $0 == $1 } },
    Distinguisher(name: "near values") { -zip($0, $1).map { abs(Int($0) - Int($1)) }.reduce(0, +) },
    Distinguisher(name: "equal bits") { -zip($0, $1).map { ($0 ^ $1).nonzeroBitCount }.reduce(0, +) },
    Distinguisher(name: "equal high bytes") { zip($0, $1).count { $0 >> 8 == $1 >> 8 } },
    Distinguisher(name: "equal bits of the sums within a row") { -($0.reduce(0, ^) ^ $1.reduce(0, ^)).nonzeroBitCount },
    Distinguisher(name: "order") { $0[0] < $1[0] ? 1 : 0 }
  ]

  @Test("cannot be told from rows: whether two passes share it is a guess, whatever is compared")
  func hidden() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let early = try (0..<2400).map { _ in try epoch.seal([plate("01A123BC")], scope(), after: 100).seconds.values }
    let late = try (0..<800).map { _ in try epoch.seal([plate("01A123BC")], scope(), after: 1700).seconds.values }
    for distinguisher in Self.attacker {
      // 800 pairs of each sort make the standard deviation of what is right at most 0.018.
      let right = Self.success(distinguisher, early, late)
      #expect(abs(right - 0.5) < 0.09, "\(distinguisher.name)")
    }
    let open = Self.attacker.map { Self.success($0, early.map { _ in [100, 100, 100] }, late.map { _ in [1700, 1700, 1700] }) }
    #expect(open.filter { $0 == 1 }.count >= 4, "the attacker can tell where nothing is masked")
    for values in [early, late] {
      for subset in 0..<3 {
        for bit in 0..<16 {
          let set = Double(values.count { $0[subset] >> bit & 1 == 1 }) / Double(values.count)
          #expect(abs(set - 0.5) < 0.09, "bit \(bit) of subset \(subset)")
        }
        #expect(Set(values.map { $0[subset] }).count > values.count * 9 / 10)
      }
    }
  }

  @Test("does not change the length of a row, and stands in it nowhere in clear")
  func notInClear() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    // 1799 as a number of two bytes is rare enough in 600 random ones: 0.01 are expected in each, so 200 rows hold about two.
    let rows = try (0..<200).map { _ in try epoch.seal([plate("01A123BC")], scope(), after: 1799).bytes }
    let first = try epoch.seal([plate("01A123BC")], scope(), after: 1799).bytes
    #expect(rows.allSatisfy { $0.count == first.count })
    #expect(rows.count { $0.range(of: Data([0x07, 0x07])) != nil } < 20)
  }

  @Test("is found by each holder alone, and not under another epoch's keys", arguments: [(1, 1), (2, 3), (3, 5), (3, 3)])
  func found(threshold: Int, count: Int) async throws {
    let country = try Country(threshold, of: count)
    var epoch = try await country.open()
    var other = try await country.open()
    var strays = 0
    for second in [0, 1, 255, 256, 1783] {
      let sealed = try epoch.seal([plate("01A123BC")], scope(), after: Double(second))
      #expect(sealed.seconds.values.count == country.holders.subsets.count)
      for member in 0..<count { #expect(try country.second(of: sealed, epoch.record, member: member) == second) }
      let elsewhere = try other.seal([plate("01A123BC")], scope(), after: Double(second))
      if (try? country.second(of: elsewhere, epoch.record)) != nil { strays += 1 }
    }
    // A holder with one subset has nothing to compare: one number in nine is a second.
    let ownSubsets = country.holders.subsets(of: country.holders.holders[0]).count
    #expect(strays <= (ownSubsets == 1 ? 4 : 0))
  }

  @Test("is refused where one of its masked values was altered, or is one too many or too few")
  func altered() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let sealed = try epoch.seal([plate("01A123BC")], scope(), after: 77)
    var opening = try HolderOpening(epoch.record, with: country.keys[0])
    let values = sealed.seconds.values
    for wrong in [[values[0] ^ 1, values[1], values[2]], [values[0], values[1] ^ 0x8000, values[2]], values + [0], Array(values.dropLast()), []] {
      #expect(throws: SealingFault.notOfThisEpoch(sealed.id)) { try opening.second(of: sealed.id, masked: MaskedSeconds(wrong)) }
      let request = KeyRequest(pass: sealed.id, seconds: MaskedSeconds(wrong), reading: plate("01A123BC"), scope: scope())
      #expect(throws: SealingFault.notOfThisEpoch(sealed.id)) { try opening.keyParts(for: [request]) }
    }
    #expect(try opening.second(of: sealed.id, masked: sealed.seconds) == 77)
  }

  /// How often the attacker is right who is shown a pair of one second and a pair of two, and says which is which; a tie is half right.
  private static func success(_ distinguisher: Distinguisher, _ early: [[UInt16]], _ late: [[UInt16]]) -> Double {
    let answers = (0..<800).map { number -> Double in
      let same = distinguisher.likeness(early[number], early[number + 800])
      let different = distinguisher.likeness(early[number + 1600], late[number])
      return same == different ? 0.5 : same > different ? 1 : 0
    }
    return answers.reduce(0, +) / Double(answers.count)
  }
}
