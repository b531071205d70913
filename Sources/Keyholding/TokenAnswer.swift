public import Crypto
public import Foundation
public import Sealing
import TransparencyLog

/// What a keyholder gives for a granted warrant: its parts of the tokens, 16 bytes each. They are enough to find passes by, together with other
/// holders', and too little to open one; so they go to the server in clear.
public struct TokenAnswer: Hashable, Sendable {
  static let kind = "token-answer"

  /// The parts of one epoch.
  public struct Epoch: Hashable, Sendable {
    public let context: Data
    /// For each scope of the question, for each reading of the warrant, for each subset of the holder: 16 bytes.
    public let parts: Data

    package init(context: Data, parts: Data) {
      self.context = context
      self.parts = parts
    }
  }

  public let holder: HolderID
  /// Of the warrant it answers.
  public let commitment: Data
  /// In the questions' order.
  public let epochs: [Epoch]
  /// The keyholder's, Ed25519 over `"gantry/v1/answer" || SHA-256(everything else)`.
  public let signature: Data

  /// Signs an answer.
  package init(holder: HolderID, commitment: Data, epochs: [Epoch], signedWith identity: Curve25519.Signing.PrivateKey) throws(KeyholdingFault) {
    self.holder = holder
    self.commitment = commitment
    self.epochs = epochs
    signature = try AnswerSignature.sign(Self.content(holder, commitment, epochs), with: identity)
  }

  /// The answer as a file: canonical JSON.
  public var bytes: Data { AnswerSignature.signed(Self.content(holder, commitment, epochs), signature) }

  /// - Parameter identity: the keyholder's, pinned.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for other forms and for a signature that is not the keyholder's.
  public init(bytes: Data, signedBy identity: Curve25519.Signing.PublicKey) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: WarrantRequest.longest)
    holder = try fields.name("holder", HolderID.self)
    commitment = try fields.bytes("commitment", count: 32)
    var epochs: [Epoch] = []
    for each in try fields.list("epochs") {
      var epoch = try CanonicalFields(each, of: Self.kind)
      epochs.append(Epoch(context: try epoch.bytes("context"), parts: try epoch.bytes("parts")))
      try epoch.finish()
    }
    self.epochs = epochs
    signature = try fields.bytes("signature", count: 64)
    try fields.finish()
    try AnswerSignature.check(signature, of: Self.content(holder, commitment, epochs), by: identity, Self.kind)
  }

  private static func content(_ holder: HolderID, _ commitment: Data, _ epochs: [Epoch]) -> [String: CanonicalJSON] {
    let epochs = epochs.map { CanonicalJSON.object(["context": .bytes($0.context), "parts": .bytes($0.parts)]) }
    return [
      "commitment": .bytes(commitment), "epochs": .list(epochs), "holder": .text(holder.rawValue), "kind": .text(kind), "version": .number(1)
    ]
  }
}
