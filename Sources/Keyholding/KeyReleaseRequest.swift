public import Foundation
public import Sealing
import TransparencyLog

/// What a keyholder is asked second, once the server looked the tokens up: its parts of the keys of the passes that were found. The warrant
/// comes along again, because a keyholder keeps none.
public struct KeyReleaseRequest: Hashable, Sendable {
  static let kind = "key-release-request"

  public let warrant: Warrant
  public let opening: Data
  /// The epochs that the hits are of.
  public let records: [EpochRecord]
  public let hits: [PassHit]

  public init(warrant: Warrant, opening: Data, records: [EpochRecord], hits: [PassHit]) {
    self.warrant = warrant
    self.opening = opening
    self.records = records
    self.hits = hits
  }

  /// The request as a file: canonical JSON.
  public var bytes: Data {
    let epochs = records.map { CanonicalJSON.object(["record": .bytes($0.bytes)]) }
    return CanonicalJSON.object([
      "epochs": .list(epochs), "hits": .list(hits.map(\.json)), "kind": .text(Self.kind), "opening": .bytes(opening), "version": .number(1),
      "warrant": warrant.json
    ]).bytes
  }

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for everything that ``bytes`` would not write.
  public init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: WarrantRequest.longest)
    var records: [EpochRecord] = []
    for each in try fields.list("epochs") {
      var epoch = try CanonicalFields(each, of: Self.kind)
      records.append(try EpochRecord(in: &epoch))
      try epoch.finish()
    }
    var hits: [PassHit] = []
    for each in try fields.list("hits") { hits.append(try PassHit(json: each, of: Self.kind)) }
    self.init(
      warrant: try Warrant(json: fields.value("warrant")), opening: try fields.bytes("opening", count: WarrantRequest.openingBytes),
      records: records, hits: hits)
    try fields.finish()
  }
}
