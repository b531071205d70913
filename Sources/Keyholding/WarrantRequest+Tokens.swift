import Foundation
import Sealing

extension WarrantRequest {
  /// Puts the holders' answers together. The server does this, looks the tokens up and logs how many there were.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` where an answer is not to this request, ``KeyholdingFault/sealing(_:)`` where there are too few
  ///   answers or two disagree.
  public func tokens(from answers: [TokenAnswer]) throws(KeyholdingFault) -> [SearchToken] {
    let readings = warrant.readings.count
    guard answers.allSatisfy({ $0.commitment == commitment && $0.epochs.count == questions.count }) else { throw Self.notToThis }
    var tokens: [SearchToken] = []
    tokens.reserveCapacity(questions.reduce(0) { $0 + $1.scopes.count } * readings)
    for (number, question) in questions.enumerated() {
      let sums = try sums(of: answers, to: question, number, count: question.scopes.count * readings)
      for (place, token) in sums.enumerated() {
        tokens.append(SearchToken(epoch: number, scope: question.scopes[place / readings], reading: place % readings, token: token))
      }
    }
    return tokens
  }

  private static let notToThis = KeyholdingFault.malformed("answer", "it is not to this request.")

  /// The tokens of one epoch: for each, the exclusive or of one part of each subset. A month asks for more than a hundred thousand, so that they
  /// are added up in one piece of memory; they are no secret.
  private func sums(
    of answers: [TokenAnswer], to question: EpochQuestion, _ number: Int, count: Int
  ) throws(KeyholdingFault) -> [Data] {
    let holders = question.record.holders
    let given = try answers.map { answer throws(KeyholdingFault) in
      let subsets = holders.subsets(of: answer.holder).map(\.number)
      let epoch = answer.epochs[number]
      guard epoch.context == question.record.context.bytes, !subsets.isEmpty,
        epoch.parts.count == count * subsets.count * SealedReading.tokenBytes
      else { throw Self.notToThis }
      return GivenParts(subsets: subsets, bytes: epoch.parts)
    }
    var sum = [UInt64](repeating: 0, count: count * GivenParts.words)
    var missing = 0
    for subset in holders.subsets.indices {
      let sources = given.filter { $0.subsets.contains(subset) }
      guard let first = sources.first else {
        missing += 1
        continue
      }
      guard sources.dropFirst().allSatisfy({ first.agrees(with: $0, on: subset, count: count) }) else { throw .sealing(.partsDisagree) }
      first.add(subset, to: &sum)
    }
    guard missing == 0 else { throw .sealing(.partsMissing(missing)) }
    return sum.withUnsafeBytes { bytes in
      (0..<count).map { Data(bytes[$0 * SealedReading.tokenBytes..<($0 + 1) * SealedReading.tokenBytes]) }
    }
  }
}
