/// Why a request was turned away before its body could be evidence.
public enum Refusal: Error, Sendable, Hashable, CaseIterable {
  /// No enabled camera has this key and dialect. Says nothing about which of them was wrong.
  case unknownDevice
  /// This device signs what it sends, and the signature is missing or not its own.
  case badSignature
  /// The body is larger than ``BodyLimits/bodyBytes``, or than what the installation allows.
  case tooLarge
  /// The body is compressed, or of a kind that this address does not take.
  case unsupportedType
  /// The connection ended, or stalled, before the body was whole.
  case incomplete
  /// The body is not what this address takes, and is not kept (signal reports).
  case malformed
  /// This device sends more than it may.
  case tooMany
  /// The office is behind and takes nothing new for a moment.
  case overloaded

  /// The HTTP status.
  public var status: Int {
    switch self {
    case .unknownDevice, .badSignature: 401
    case .tooLarge: 413
    case .unsupportedType: 415
    case .incomplete, .malformed: 400
    case .tooMany: 429
    case .overloaded: 503
    }
  }

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .unknownDevice: "unknownDevice"
    case .badSignature: "badSignature"
    case .tooLarge: "tooLarge"
    case .unsupportedType: "unsupportedType"
    case .incomplete: "incomplete"
    case .malformed: "malformed"
    case .tooMany: "tooMany"
    case .overloaded: "overloaded"
    }
  }

  public var description: String { "\(code): \(message)" }

  /// What was wrong and what would be right.
  public var message: String {
    switch self {
    case .unknownDevice: "no enabled camera has this key or certificate for this address; send what it was enrolled with"
    case .badSignature: "the body is not signed with the key that this device was enrolled with; sign it, or enrol the device again"
    case .tooLarge: "the body is too large; send at most \(BodyLimits.bodyBytes / 1_048_576) MiB, or what this installation allows"
    case .unsupportedType: "compressed and other kinds of content are not taken; send JSON, XML or multipart/form-data without Content-Encoding"
    case .incomplete: "the body ended early; send it again"
    case .malformed: "the body is not what this address takes; see the camera interface's reference"
    case .tooMany: "this device sends too often; wait and send again"
    case .overloaded: "nothing new is taken for a moment; wait and send again"
    }
  }
}
