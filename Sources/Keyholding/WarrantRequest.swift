public import Foundation
import TransparencyLog

/// What a keyholder is asked first: a warrant with everything that shows that it may be granted, and where to look.
public struct WarrantRequest: Hashable, Sendable {
  static let kind = "warrant-request"
  static let openingBytes = 32
  /// A year of epochs with nine holders takes less.
  static let longest = 256 << 20

  public let warrant: Warrant
  /// `r`, which opens the commitment that was logged.
  public let opening: Data
  public let approvals: [Approval]
  /// That the commitment stands in the log; read by ``TransparencyProof``.
  public let proof: Data
  public let questions: [EpochQuestion]

  /// - Throws: ``KeyholdingFault/unusable(_:)`` unless `opening` has 32 bytes.
  public init(warrant: Warrant, opening: Data, approvals: [Approval], proof: Data, questions: [EpochQuestion]) throws(KeyholdingFault) {
    guard opening.count == Self.openingBytes else { throw .unusable("What opens a warrant's commitment has \(Self.openingBytes) bytes.") }
    self.warrant = warrant
    self.opening = opening
    self.approvals = approvals
    self.proof = proof
    self.questions = questions
  }

  /// What the log holds of it.
  public var commitment: Data { warrant.commitment(opening: opening) }

  /// The request as a file: canonical JSON.
  public var bytes: Data {
    CanonicalJSON.object([
      "approvals": .list(approvals.map(\.json)), "epochs": .list(questions.map(\.json)), "kind": .text(Self.kind), "opening": .bytes(opening),
      "proof": .bytes(proof), "version": .number(1), "warrant": warrant.json
    ]).bytes
  }

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for everything that ``bytes`` would not write.
  public init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: Self.longest)
    var approvals: [Approval] = []
    for each in try fields.list("approvals") { approvals.append(try Approval(json: each, of: Self.kind)) }
    var questions: [EpochQuestion] = []
    for each in try fields.list("epochs") { questions.append(try EpochQuestion(json: each, of: Self.kind)) }
    try self.init(
      warrant: Warrant(json: fields.value("warrant")), opening: fields.bytes("opening", count: Self.openingBytes), approvals: approvals,
      proof: fields.bytes("proof"), questions: questions)
    try fields.finish()
  }
}
