public import Foundation
public import Sealing
public import Traffic

/// The requester's side of a warrant: its private key, and what is opened with it. Nothing of this is the server's business.
public struct WarrantOpening: Sendable {
  public let warrant: Warrant
  /// `r`.
  public let opening: Data
  private let key: RecipientKeyPair

  /// - Throws: ``KeyholdingFault/unusable(_:)`` where the key pair is not the warrant's.
  public init(_ warrant: Warrant, opening: Data, key: RecipientKeyPair) throws(KeyholdingFault) {
    guard key.publicKey == warrant.recipient else {
      throw .unusable("This key pair is not the one that the warrant names. Look for the warrant's own.")
    }
    self.warrant = warrant
    self.opening = opening
    self.key = key
  }

  /// The rows that were found, each under the token it was found by, as what the holders are asked for next.
  /// - Parameters:
  ///   - rows: what the server says it found; others among them are left out.
  ///   - questions: the request's, whose epochs the tokens are of.
  public func releaseRequest(for rows: [SealedRecord], tokens: [SearchToken], questions: [EpochQuestion]) -> KeyReleaseRequest {
    let known = Dictionary(tokens.map { ($0.token, $0) }, uniquingKeysWith: { first, _ in first })
    var hits: [PassHit] = []
    for row in rows {
      guard let token = row.readings.lazy.compactMap({ known[$0.token] }).first else { continue }
      hits.append(PassHit(pass: row.id, epoch: token.epoch, reading: token.reading, scope: token.scope, seconds: row.seconds))
    }
    return KeyReleaseRequest(warrant: warrant, opening: opening, records: questions.map(\.record), hits: hits)
  }

  /// Opens passes with the answers of k holders.
  /// - Parameters:
  ///   - rows: the sealed passes, in any order.
  ///   - tokens: those the passes were found by.
  ///   - answers: to `request`, of at least k holders.
  /// - Returns: for each hit of the request what was in it, or why it does not open: ``SealingFault/keyDoesNotFit`` where the server handed
  ///   over somebody else's pass.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` where an answer is to another request or sealed to another key.
  public func open(
    _ rows: [SealedRecord], tokens: [SearchToken], request: KeyReleaseRequest, answers: [KeyReleaseAnswer]
  ) throws(KeyholdingFault) -> [(pass: PassID, opened: Result<OpenedRecord, SealingFault>)] {
    let given = try answers.map { answer throws(KeyholdingFault) in try answer.open(with: key, request: request) }
    let sealed = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = Dictionary(tokens.map { (Place($0), $0.token) }, uniquingKeysWith: { first, _ in first })
    return request.hits.enumerated().map { number, hit in
      let result = Result<OpenedRecord, SealingFault> { () throws(SealingFault) in
        guard let row = sealed[hit.pass], let token = wanted[Place(hit)] else { throw .noSuchReading }
        return try row.open(token: token, answers: given.map { $0[number] }, holders: request.records[hit.epoch].holders)
      }
      return (hit.pass, result)
    }
  }

  /// What a token is of.
  private struct Place: Hashable {
    let epoch: Int
    let reading: Int
    let scope: PlateScope

    init(_ token: SearchToken) { (epoch, reading, scope) = (token.epoch, token.reading, token.scope) }
    init(_ hit: PassHit) { (epoch, reading, scope) = (hit.epoch, hit.reading, hit.scope) }
  }
}
