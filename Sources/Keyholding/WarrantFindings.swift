public import Foundation
public import Sealing
public import Traffic

/// What a granted warrant found, made ready for the second question: whose keys are asked for, and under which token each pass lies.
///
/// It names the epochs of hits alone, each hit by its place among them, so that a month's journey is asked for in a few hundred kilobytes. No pass
/// is in it: passes are looked up again when they are opened, and cannot be once their day was destroyed.
public struct WarrantFindings: Hashable, Sendable {
  public let release: KeyReleaseRequest
  /// The token of each hit of ``release``, 16 bytes each, in the same order.
  public let tokens: [Data]

  /// - Parameters:
  ///   - request: what the tokens were asked for with.
  ///   - found: the rows and the tokens they were found by. A row that was found by several counts once, by the first.
  public init(_ request: WarrantRequest, found: [(token: SearchToken, row: SealedRecord)]) {
    var hits: [PassHit] = []
    var tokens: [Data] = []
    var places: [Int: Int] = [:]
    var records: [EpochRecord] = []
    var known: Set<PassPlace> = []
    for (token, row) in found where known.insert(PassPlace(pass: row.id, epoch: token.epoch)).inserted {
      let place = places[token.epoch] ?? records.count
      if place == records.count {
        records.append(request.questions[token.epoch].record)
        places[token.epoch] = place
      }
      hits.append(PassHit(pass: row.id, epoch: place, reading: token.reading, scope: token.scope, seconds: row.seconds))
      tokens.append(token.token)
    }
    self.init(
      release: KeyReleaseRequest(warrant: request.warrant, opening: request.opening, records: records, hits: hits), tokens: tokens)
  }

  private init(release: KeyReleaseRequest, tokens: [Data]) {
    self.release = release
    self.tokens = tokens
  }

  /// The findings without the hits whose rows are not there any more.
  /// - Parameter isKept: asked with each hit's number.
  public func keeping(_ isKept: (Int) -> Bool) -> WarrantFindings {
    let kept = release.hits.indices.filter(isKept)
    guard kept.count < release.hits.count else { return self }
    return WarrantFindings(
      release: KeyReleaseRequest(
        warrant: release.warrant, opening: release.opening, records: release.records, hits: kept.map { release.hits[$0] }),
      tokens: kept.map { tokens[$0] })
  }

  /// The findings as they are kept: the request as canonical JSON behind its length (u32, most significant byte first), then the tokens.
  public var bytes: Data {
    let request = release.bytes
    var bytes = withUnsafeBytes(of: UInt32(request.count).bigEndian) { Data($0) }
    bytes.append(request)
    for token in tokens { bytes.append(token) }
    return bytes
  }

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for everything that ``bytes`` would not write.
  public init(bytes: Data) throws(KeyholdingFault) {
    let fault = KeyholdingFault.malformed("findings", "their length is wrong.")
    guard bytes.count >= 4 else { throw fault }
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let rest = bytes.dropFirst(4)
    guard rest.count >= length else { throw fault }
    let release = try KeyReleaseRequest(bytes: Data(rest.prefix(length)))
    let size = SealedReading.tokenBytes
    let tokens = Data(rest.dropFirst(length))
    guard tokens.count == release.hits.count * size else { throw fault }
    self.init(release: release, tokens: release.hits.indices.map { Data(tokens[$0 * size..<($0 + 1) * size]) })
  }

  /// A pass in an epoch: IDs are drawn anew in each.
  private struct PassPlace: Hashable {
    let pass: PassID
    let epoch: Int
  }
}

extension WarrantOpening {
  /// Opens what a warrant found.
  /// - Parameters:
  ///   - rows: the sealed passes, in any order.
  ///   - answers: to the findings' release request, of at least k holders.
  /// - Returns: as ``open(_:tokens:request:answers:)``, in the hits' order.
  public func open(
    _ findings: WarrantFindings, rows: [SealedRecord], answers: [KeyReleaseAnswer]
  ) throws(KeyholdingFault) -> [(pass: PassID, opened: Result<OpenedRecord, SealingFault>)] {
    let tokens = zip(findings.release.hits, findings.tokens).map { hit, token in
      SearchToken(epoch: hit.epoch, scope: hit.scope, reading: hit.reading, token: token)
    }
    return try open(rows, tokens: tokens, request: findings.release, answers: answers)
  }
}
