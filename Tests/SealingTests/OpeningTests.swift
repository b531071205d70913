import Foundation
import Sealing
import Testing
import Traffic

@Suite("Opening a pass")
struct OpeningTests {
  @Test("Any k holders open a pass under each of its readings", arguments: [(1, 1), (1, 3), (2, 2), (2, 3), (3, 5), (5, 5)])
  func anyThreshold(threshold: Int, count: Int) async throws {
    let country = try Country(threshold, of: count)
    var epoch = try await country.open()
    let readings = [plate("01A123BC"), plate("O1A123BC"), plate("01A123BC", nil)]
    let sealed = try epoch.seal(readings, scope(), "at 14:20:34", pictures: [Data([1, 2, 3])], after: 19.5)
    for member in 0..<count { #expect(try country.second(of: sealed, epoch.record, member: member) == 19) }
    for members in choices(threshold, of: count) {
      for reading in readings {
        let opened = try country.open(sealed, as: reading, epoch.record, from: members)
        #expect(opened.record == Data("at 14:20:34".utf8) && opened.pictures == [Data([1, 2, 3])])
      }
    }
  }

  /// k-1 holders put together all they have, fill what is missing with everything they can think of, and try every way to add it up.
  @Test("k-1 holders open nothing, whatever they try", arguments: [(1, 1), (2, 3), (3, 5)])
  func oneTooFew(threshold: Int, count: Int) async throws {
    let country = try Country(threshold, of: count)
    var epoch = try await country.open()
    let reading = plate("01A123BC")
    let sealed = try epoch.seal([reading], scope())
    let token = sealed.readings[0].token
    for members in choices(threshold - 1, of: count) {
      let answers = try country.answers(sealed.request(for: reading), epoch.record, from: members)
      let parts = answers.flatMap(\.parts)
      let tokens = try members.flatMap { member in
        var opening = try HolderOpening(epoch.record, with: country.keys[member])
        return try opening.tokenParts(for: reading, in: sealed.scope)
      }
      #expect(throws: SealingFault.self) { try sealed.open(token: token, answers: answers, holders: country.holders) }
      #expect(throws: SealingFault.self) { try tokens.token(of: country.holders) }
      let known = Set(parts.map(\.subset))
      let missing = country.holders.subsets.indices.filter { !known.contains($0) }
      for guess in guesses(parts, epoch.record) {
        let padded = parts + missing.map { SubsetPart(subset: $0, value: guess) }
        #expect(throws: SealingFault.keyDoesNotFit) {
          try sealed.open(token: token, answers: [KeyAnswer(second: 0, parts: padded)], holders: country.holders)
        }
        let guessed = tokens + missing.map { SubsetPart(subset: $0, value: guess.prefix(16)) }
        #expect(try guessed.token(of: country.holders) != token)
      }
      try tryEverySum(of: parts, sealed, token)
    }
  }

  @Test("A row that says another camera or hour, or that is somebody else's, gets a key that fits nothing")
  func relabelled() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let (asked, other) = (plate("01A123BC"), plate("01B777BB"))
    let others = try epoch.seal([other], scope())
    // Somebody else's pass is handed over as a hit of the plate that the warrant names.
    let answers = try country.answers(others.request(for: asked), epoch.record, from: [0, 1])
    #expect(throws: SealingFault.keyDoesNotFit) { try others.open(token: others.readings[0].token, answers: answers, holders: country.holders) }
    // A pass of the same plate, at another camera or in another hour than the warrant names, is handed over as if it were in scope.
    for elsewhere in [scope("tas-015-a"), scope("tas-014-a", 498_686)] {
      let outside = try epoch.seal([asked], elsewhere)
      let answers = try country.answers(outside.request(for: asked, in: scope()), epoch.record, from: [1, 2])
      #expect(throws: SealingFault.keyDoesNotFit) {
        try outside.open(token: outside.readings[0].token, answers: answers, holders: country.holders)
      }
    }
  }

  @Test("The key of one pass opens no other pass of the same car")
  func oneKeyAPass() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let reading = plate("01A123BC")
    let (first, second) = (try epoch.seal([reading], scope()), try epoch.seal([reading], scope()))
    #expect(first.readings[0].token == second.readings[0].token)
    let answers = try country.answers(first.request(for: reading), epoch.record, from: [0, 2])
    #expect(throws: SealingFault.keyDoesNotFit) { try second.open(token: second.readings[0].token, answers: answers, holders: country.holders) }
    #expect(try first.open(token: first.readings[0].token, answers: answers, holders: country.holders).record == Data("record".utf8))
  }

  @Test("Many keys are given in the order asked, the ratchet walked once")
  func batch() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let passes = try (0..<40).map { try epoch.seal([plate("01A123BC")], scope(), "pass \($0)", after: Double($0 * 20)) }.shuffled()
    let requests = passes.map { $0.request(for: plate("01A123BC")) }
    var openings = try [0, 2].map { try HolderOpening(epoch.record, with: country.keys[$0]).answers(to: requests) }
    let second = openings.removeLast()
    for (index, pass) in passes.enumerated() {
      let answers = [openings[0][index], second[index]]
      let opened = try pass.open(token: pass.readings[0].token, answers: answers, holders: country.holders)
      #expect(opened.record == Data("pass \(answers[0].second / 20)".utf8))
    }
  }

  @Test("A holder that gives a false part, or another second, is noticed")
  func falseParts() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let sealed = try epoch.seal([plate("01A123BC")], scope())
    let given = try country.answers(sealed.request(for: plate("01A123BC")), epoch.record, from: [0, 1, 2])
    func fault(_ answers: [KeyAnswer]) -> SealingFault? {
      do { _ = try sealed.open(token: sealed.readings[0].token, answers: answers, holders: country.holders) } catch { return error }
      return nil
    }
    #expect(fault(given) == nil)
    let first = given[0].parts
    let falsePart = KeyAnswer(second: given[0].second, parts: [SubsetPart(subset: first[0].subset, value: Data(count: 32)), first[1]])
    #expect(fault([falsePart] + given[1...]) == .partsDisagree)
    #expect(fault([KeyAnswer(second: given[0].second + 1, parts: first)] + given[1...]) == .notOfThisEpoch(sealed.id))
    #expect(fault(given.map { KeyAnswer(second: $0.second + 1, parts: $0.parts) }) == .bodyDoesNotOpen)
    #expect(fault([KeyAnswer(second: 0, parts: [SubsetPart(subset: -1, value: Data(count: 32))])]) == .malformed("part of a key"))
    #expect(fault([]) == .partsMissing(3))
  }

  private func guesses(_ parts: [SubsetPart], _ record: EpochRecord) -> [Data] {
    parts.map(\.value) + record.commitments.map(\.bytes) + record.capsules.map { $0.ciphertext.prefix(32) }
      + [Data(count: 32), Data(repeating: 255, count: 32)] + (0..<20).map { _ in Data((0..<32).map { _ in UInt8.random(in: 0...255) }) }
  }

  /// Every sum of the parts they have, given as if it were the whole key.
  private func tryEverySum(of parts: [SubsetPart], _ sealed: SealedRecord, _ token: Data) throws {
    let single = try HolderSet([HolderID(rawValue: "alone")!], threshold: 1)
    let values = Array(Dictionary(parts.map { ($0.subset, $0.value) }, uniquingKeysWith: { first, _ in first }).values)
    for chosen in 0..<(1 << values.count) {
      var sum = Data(count: 32)
      for (index, value) in values.enumerated() where chosen >> index & 1 == 1 { sum = Data(zip(sum, value).map { $0 ^ $1 }) }
      #expect(throws: SealingFault.keyDoesNotFit) {
        try sealed.open(token: token, answers: [KeyAnswer(second: 0, parts: [SubsetPart(subset: 0, value: sum)])], holders: single)
      }
    }
  }
}

extension HolderOpening {
  fileprivate consuming func answers(to requests: [KeyRequest]) throws -> [KeyAnswer] {
    var opening = self
    return try opening.keyParts(for: requests)
  }
}
