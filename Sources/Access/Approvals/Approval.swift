public import Foundation

/// An act that a person approved with a passkey, with what the passkey signed. Whoever knows the relying party can verify it again, with nothing else.
public struct Approval: Sendable, Hashable, Codable, Identifiable {
  public let id: UUID
  public let act: Act
  /// The ID of the credential that signed.
  public let credential: Data
  /// Its public key in COSE form.
  public let key: Data
  public let authenticatorData: Data
  public let clientDataJSON: Data
  public let signature: Data
  /// To the second.
  public let at: Date

  public init(
    id: UUID = UUID(), act: Act, credential: Data, key: Data, authenticatorData: Data, clientDataJSON: Data, signature: Data, at: Date
  ) {
    self.id = id
    self.act = act
    self.credential = credential
    self.key = key
    self.authenticatorData = authenticatorData
    self.clientDataJSON = clientDataJSON
    self.signature = signature
    self.at = Date(timeIntervalSince1970: at.timeIntervalSince1970.rounded(.down))
  }
}
