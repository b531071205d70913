public import Foundation

/// What a witness answers, as HTTP carries it (C2SP `tlog-witness`).
public struct WitnessAnswer: Hashable, Sendable {
  /// An HTTP status.
  public let status: Int
  public let contentType: String
  public let body: Data

  public init(status: Int, contentType: String, body: Data) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  static let sizeType = "text/x.tlog.size"

  init(_ signature: NoteSignature) {
    self.init(status: 200, contentType: "text/plain; charset=utf-8", body: Data("\(signature.line)\n".utf8))
  }

  init(_ refusal: WitnessRefusal) {
    if case .conflict(let size) = refusal {
      self.init(status: refusal.status, contentType: Self.sizeType, body: Data("\(size)\n".utf8))
    } else {
      self.init(status: refusal.status, contentType: "text/plain; charset=utf-8", body: Data("\(refusal)\n".utf8))
    }
  }

  /// The signatures of an answer that gives some; lines that are none are left out.
  var signatures: [NoteSignature] {
    guard status == 200, body.count <= SignedNote.longest else { return [] }
    return body.split(separator: 0x0A).prefix(SignedNote.mostSignatures).compactMap { NoteSignature(line: String(decoding: $0, as: UTF8.self)) }
  }

  /// How many entries the witness saw last, where it says that it saw another number than it was told.
  var seenSize: Int? {
    guard status == 409, body.count <= 32, body.last == 0x0A else { return nil }
    return Int(canonical: String(decoding: body.dropLast(), as: UTF8.self))
  }
}
