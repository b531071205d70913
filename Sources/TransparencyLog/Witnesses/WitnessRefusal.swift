/// Why a witness does not sign.
public enum WitnessRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Not what `add-checkpoint` takes: says why.
  case malformed(String)
  /// A log that this witness does not watch.
  case unknownOrigin
  /// Not signed by the log.
  case badSignature
  /// The old size is larger than the new one.
  case sizesReversed
  /// The witness saw a state of another size last, or another one of this size: how large it was.
  case conflict(Int)
  /// The new state does not continue the one that was seen.
  case badProof
  /// What was seen could not be kept, so nothing was signed.
  case unkept(TransparencyFault)

  /// The HTTP status for it.
  public var status: Int {
    switch self {
    case .malformed, .sizesReversed: 400
    case .unknownOrigin: 404
    case .badSignature: 403
    case .conflict: 409
    case .badProof: 422
    case .unkept: 500
    }
  }

  public var description: String {
    switch self {
    case .malformed(let what): what
    case .unknownOrigin: "This witness does not watch this log. Ask its operator."
    case .badSignature: "The checkpoint is not signed by the key that this witness knows for the log."
    case .sizesReversed: "The old size is larger than the checkpoint's."
    case .conflict(let size): "This witness saw a state of \(size) entries last."
    case .badProof: "The consistency proof does not lead from the state that was seen last to this one."
    case .unkept: "The checkpoint could not be kept, so it was not signed. Try again."
    }
  }
}
