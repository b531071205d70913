public import Crypto
public import Foundation
public import Sealing
import TransparencyLog

/// The parts of keys that a keyholder gives for passes, sealed to the warrant's own key: nobody on the way can read them, the server included.
///
/// Sealed is, for each hit in the order asked: `u16 second || part[32]…`, one part for each subset of the holder; HPKE with
/// `info = "gantry/v1/release" || SHA-256(W) || LP(holder) || SHA-256(release request)`.
public struct KeyReleaseAnswer: Hashable, Sendable {
  static let kind = "key-release-answer"

  public let holder: HolderID
  /// Of the warrant it answers.
  public let commitment: Data
  /// How many keys it has parts of, as the public log is told.
  public let count: Int
  public let sealed: Data
  /// The keyholder's, as ``TokenAnswer/signature``.
  public let signature: Data

  init(
    _ answers: [KeyAnswer], to request: KeyReleaseRequest, holder: HolderID, signedWith identity: Curve25519.Signing.PrivateKey
  ) throws(KeyholdingFault) {
    var content = Data()
    for answer in answers {
      content.append(UInt16(truncatingIfNeeded: answer.second))
      for part in answer.parts { content.append(raw: part.value) }
    }
    defer { content.resetBytes(in: content.startIndex..<content.endIndex) }
    self.holder = holder
    commitment = request.warrant.commitment(opening: request.opening)
    count = answers.count
    sealed = try request.warrant.recipient.seal(content, info: Self.info(request, holder))
    signature = try AnswerSignature.sign(Self.content(holder, commitment, count, sealed), with: identity)
  }

  /// The answer as a file: canonical JSON.
  public var bytes: Data { AnswerSignature.signed(Self.content(holder, commitment, count, sealed), signature) }

  /// - Parameter identity: the keyholder's, pinned.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for other forms and for a signature that is not the keyholder's.
  public init(bytes: Data, signedBy identity: Curve25519.Signing.PublicKey) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: WarrantRequest.longest)
    holder = try fields.name("holder", HolderID.self)
    commitment = try fields.bytes("commitment", count: 32)
    count = try fields.number("count")
    sealed = try fields.bytes("sealed")
    signature = try fields.bytes("signature", count: 64)
    try fields.finish()
    try AnswerSignature.check(signature, of: Self.content(holder, commitment, count, sealed), by: identity, Self.kind)
  }

  /// The holder's answers to each hit.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` where it is sealed to another key or for another request.
  func open(with key: RecipientKeyPair, request: KeyReleaseRequest) throws(KeyholdingFault) -> [KeyAnswer] {
    var rest = try key.open(sealed, info: Self.info(request, holder))
    var answers: [KeyAnswer] = []
    for hit in request.hits {
      guard request.records.indices.contains(hit.epoch) else { throw .malformed(Self.kind, "a hit is of no epoch.") }
      let subsets = request.records[hit.epoch].holders.subsets(of: holder)
      guard rest.count >= 2 + subsets.count * 32 else { throw .malformed(Self.kind, "it has fewer parts than there are hits.") }
      let second = rest.prefix(2).reduce(0) { $0 << 8 | UInt32($1) }
      rest = rest.dropFirst(2)
      var parts: [SubsetPart] = []
      for subset in subsets {
        parts.append(SubsetPart(subset: subset.number, value: Data(rest.prefix(32))))
        rest = rest.dropFirst(32)
      }
      answers.append(KeyAnswer(second: second, parts: parts))
    }
    guard rest.isEmpty else { throw .malformed(Self.kind, "it has more parts than there are hits.") }
    return answers
  }

  private static func info(_ request: KeyReleaseRequest, _ holder: HolderID) -> Data {
    var info = Data()
    info.append(SealingLabel.release)
    info.append(raw: request.warrant.digest)
    info.append(prefixed: holder.rawValue)
    info.append(raw: Data(SHA256.hash(data: request.bytes)))
    return info
  }

  private static func content(_ holder: HolderID, _ commitment: Data, _ count: Int, _ sealed: Data) -> [String: CanonicalJSON] {
    [
      "commitment": .bytes(commitment), "count": .number(count), "holder": .text(holder.rawValue), "kind": .text(kind), "sealed": .bytes(sealed),
      "version": .number(1)
    ]
  }
}
