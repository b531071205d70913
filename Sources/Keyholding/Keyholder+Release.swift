public import Foundation
import Sealing
import TransparencyLog

extension Keyholder {
  /// Gives this holder's parts of the keys of passes that a granted warrant found, sealed to the warrant's own key.
  ///
  /// Plate, camera and hour are the warrant's, never the row's word: for a pass of another car that the server hands over as a hit, the key that
  /// comes out fits nothing, and the requester sees it. A pass of another epoch shows here already.
  /// - Throws: ``KeyholdingFault/refused(_:)`` with the reason, which is noted, or a failure of the disk.
  public func release(_ request: KeyReleaseRequest, now: Date) throws(KeyholdingFault) -> KeyReleaseAnswer {
    let commitment = request.warrant.commitment(opening: request.opening)
    let details = ["commitment": commitment.base64EncodedString()]
    var ledger = folder.ledger
    let answers: [KeyAnswer]
    do {
      let place = try grant(of: request, commitment, in: ledger, now: now)
      try check(request)
      answers = try keyParts(for: request)
      ledger.granted[place].released += answers.count
    } catch {
      throw try refuse(error, details, now)
    }
    let answer = try KeyReleaseAnswer(answers, to: request, holder: holder, signedWith: folder.identity)
    try folder.write(ledger)
    try folder.note(.keysReleased, details.merging(["count": "\(answers.count)"]) { $1 }, at: now)
    return answer
  }

  /// Where the ledger has the warrant.
  private func grant(of request: KeyReleaseRequest, _ commitment: Data, in ledger: Ledger, now: Date) throws(Refusal) -> Int {
    guard let place = ledger.granted.firstIndex(where: { $0.nonce == request.warrant.nonce }) else { throw .notGranted }
    let granted = ledger.granted[place]
    guard granted.commitment == commitment else { throw .wrongCommitment }
    guard now < granted.endsAt else { throw .expired("The warrant could be used until \(granted.endsAt.secondText).") }
    try Policy.check(.keys, granted.released + request.hits.count, policy.keyCap)
    return place
  }

  private func check(_ request: KeyReleaseRequest) throws(Refusal) {
    for record in request.records { try check(record, request.warrant) }
    let readings = request.warrant.readings.indices
    let covered = WarrantScope(request.warrant)
    for hit in request.hits {
      guard request.records.indices.contains(hit.epoch) else { throw .relabelledPass(hit.pass) }
      guard readings.contains(hit.reading) else { throw .readingOutOfScope }
      try covered.check(hit.scope)
    }
  }

  private func keyParts(for request: KeyReleaseRequest) throws(KeyholdingFault) -> [KeyAnswer] {
    let readings = request.warrant.readings
    var answers: [KeyAnswer?] = Array(repeating: nil, count: request.hits.count)
    for (number, record) in request.records.enumerated() {
      let places = request.hits.indices.filter { request.hits[$0].epoch == number }
      if places.isEmpty { continue }
      var opening = try opening(record)
      let asked = places.map { place in
        let hit = request.hits[place]
        return KeyRequest(pass: hit.pass, seconds: hit.seconds, reading: readings[hit.reading], scope: hit.scope)
      }
      do {
        for (place, answer) in zip(places, try opening.keyParts(for: asked)) { answers[place] = answer }
      } catch .notOfThisEpoch(let pass) {
        throw .refused(.relabelledPass(pass))
      } catch {
        throw .sealing(error)
      }
    }
    return answers.compactMap(\.self)
  }
}
