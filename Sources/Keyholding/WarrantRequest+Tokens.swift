import Foundation
import Sealing

extension WarrantRequest {
  /// Puts the holders' answers together. The server does this, looks the tokens up and logs how many there were.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` where an answer is not to this request, ``KeyholdingFault/sealing(_:)`` where there are too few
  ///   answers or two disagree.
  public func tokens(from answers: [TokenAnswer]) throws(KeyholdingFault) -> [SearchToken] {
    var tokens: [SearchToken] = []
    for (number, question) in questions.enumerated() {
      let given = try answers.map { answer throws(KeyholdingFault) in try parts(of: answer, question, number) }
      let readings = warrant.readings.count
      for place in 0..<question.scopes.count * readings {
        do {
          let token = try given.flatMap { $0[place] }.token(of: question.record.holders)
          tokens.append(SearchToken(epoch: number, scope: question.scopes[place / readings], reading: place % readings, token: token))
        } catch {
          throw .sealing(error)
        }
      }
    }
    return tokens
  }

  /// A holder's parts of one epoch: a list for each scope and reading.
  private func parts(of answer: TokenAnswer, _ question: EpochQuestion, _ number: Int) throws(KeyholdingFault) -> [[SubsetPart]] {
    let subsets = question.record.holders.subsets(of: answer.holder)
    let size = SealedReading.tokenBytes
    let count = question.scopes.count * warrant.readings.count
    guard answer.commitment == commitment, answer.epochs.count == questions.count, answer.epochs[number].context == question.record.context.bytes,
      !subsets.isEmpty, answer.epochs[number].parts.count == count * subsets.count * size
    else { throw .malformed("answer", "it is not to this request.") }
    let bytes = answer.epochs[number].parts
    return (0..<count).map { place in
      subsets.enumerated().map { index, subset in
        SubsetPart(subset: subset.number, value: Data(bytes.dropFirst((place * subsets.count + index) * size).prefix(size)))
      }
    }
  }
}
