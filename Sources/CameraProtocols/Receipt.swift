public import Traffic

/// Gantry's word that a capture rests on disk.
public struct Receipt: Sendable, Codable, Hashable {
  public var pass: PassID
  /// SHA-256 of the raw request body, lower-case hex.
  public var sha256: String
  /// Whether the same capture had been received before; nothing new was stored then.
  public var isRepeat: Bool

  public init(pass: PassID, sha256: String, isRepeat: Bool = false) {
    self.pass = pass
    self.sha256 = sha256
    self.isRepeat = isRepeat
  }

  private enum Key: String, CodingKey { case pass, sha256, isRepeat }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard let pass = PassID(try container.decode(String.self, forKey: .pass)) else {
      throw DecodingError.dataCorruptedError(forKey: .pass, in: container, debugDescription: "a pass is named by a UUID")
    }
    self.pass = pass
    sha256 = try container.decode(String.self, forKey: .sha256)
    isRepeat = try container.decode(Bool.self, forKey: .isRepeat)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(pass.description, forKey: .pass)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(isRepeat, forKey: .isRepeat)
  }
}
