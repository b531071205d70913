import Foundation
import Sealing
import Testing
import Traffic

@Suite("Keyholders and their subsets")
struct HolderSetTests {
  static func names(_ count: Int) -> [HolderID] { (0..<count).map { HolderID(rawValue: "holder-\($0)")! } }

  @Test(
    "Subsets have n-k+1 members, in an order that does not depend on the configuration's", arguments: [(1, 1, 1), (2, 3, 3), (3, 5, 10), (5, 9, 126)])
  func subsets(threshold: Int, count: Int, expected: Int) throws {
    let set = try HolderSet(Self.names(count), threshold: threshold)
    #expect(set.subsets.count == expected)
    #expect(set.subsets.allSatisfy { $0.members.count == count - threshold + 1 && $0.members == $0.members.sorted() })
    #expect(set.subsets.map(\.number) == Array(0..<expected))
    #expect(Set(set.subsets.map(\.members)).count == expected)
    #expect(try HolderSet(Self.names(count).reversed(), threshold: threshold) == set)
  }

  @Test("Any k holders have every subset among themselves, and no k-1 have")
  func coverage() throws {
    for count in 1...6 {
      for threshold in 1...count {
        let set = try HolderSet(Self.names(count), threshold: threshold)
        for chosen in choices(threshold, of: count) {
          #expect(Set(chosen.flatMap { set.subsets(of: set.holders[$0]).map(\.number) }).count == set.subsets.count)
        }
        for chosen in choices(threshold - 1, of: count) {
          #expect(Set(chosen.flatMap { set.subsets(of: set.holders[$0]).map(\.number) }).count < set.subsets.count)
        }
      }
    }
  }

  @Test("Two of three: each holder belongs to two of three subsets")
  func twoOfThree() throws {
    let set = try HolderSet(Self.names(3), threshold: 2)
    #expect(set.holders.map { set.subsets(of: $0).map(\.number) } == [[0, 1], [0, 2], [1, 2]])
    #expect(set.subsets(of: HolderID(rawValue: "stranger")!).isEmpty)
  }

  @Test("Sets that cannot be are refused with the reason", arguments: [(0, 1), (3, 0), (3, 4), (10, 2)])
  func refused(count: Int, threshold: Int) {
    #expect(throws: SealingFault.self) { try HolderSet(Self.names(count), threshold: threshold) }
  }

  @Test("Two holders of one name are refused")
  func twins() {
    let twin = HolderID(rawValue: "court")!
    #expect(throws: SealingFault.holders("two of them have the same name.")) { try HolderSet([twin, twin], threshold: 1) }
  }
}
