import Crypto
import Foundation
import Keyholding
import Sealing
import Traffic

/// What keyholders answer to warrants that they grant, without their folders, judges and logs: the parts of tokens are real.
struct HolderAnswers: Sendable {
  let keyholders: BenchKeyholders
  let dayKeys: [UTCDay: [DayKeyPair]]

  /// As many holders' answers as are needed to find passes.
  /// - Parameter requests: all with the same questions, so that each epoch is opened once.
  /// - Returns: for each request the answers to it.
  func all(to requests: [WarrantRequest]) async throws -> [[TokenAnswer]] {
    let holders = keyholders.holders.holders.prefix(keyholders.holders.threshold)
    let byHolder = try await withThrowingTaskGroup(of: (HolderID, [TokenAnswer]).self) { group in
      for holder in holders { group.addTask { (holder, try answers(of: holder, to: requests)) } }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    return requests.indices.map { request in holders.compactMap { byHolder[$0]?[request] } }
  }

  private func answers(of holder: HolderID, to requests: [WarrantRequest]) throws -> [TokenAnswer] {
    guard let questions = requests.first?.questions, let identity = keyholders.identity(of: holder) else { return [] }
    var epochs: [[TokenAnswer.Epoch]] = requests.map { _ in [] }
    for question in questions {
      try Task.checkCancellation()
      let context = question.record.context
      guard let key = dayKeys[context.day]?.first(where: { $0.published.holder == holder }) else { continue }
      var opening = try HolderOpening(question.record, with: key)
      for (place, request) in requests.enumerated() {
        epochs[place].append(TokenAnswer.Epoch(context: context.bytes, parts: try Self.parts(question, request, &opening)))
      }
    }
    return try zip(requests, epochs).map { request, epochs in
      try TokenAnswer(holder: holder, commitment: request.commitment, epochs: epochs, signedWith: identity)
    }
  }

  private static func parts(_ question: EpochQuestion, _ request: WarrantRequest, _ opening: inout HolderOpening) throws -> Data {
    let readings = request.warrant.readings
    var parts = Data()
    for scope in question.scopes {
      for reading in readings { for part in try opening.tokenParts(for: reading, in: scope) { parts.append(raw: part.value) } }
    }
    return parts
  }
}
