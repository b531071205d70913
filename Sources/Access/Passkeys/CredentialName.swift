/// A passkey as browsers are told of it (`PublicKeyCredentialDescriptorJSON`).
struct CredentialName: Sendable, Encodable {
  let id: String
  let type = "public-key"
  let transports: [String]

  init(_ passkey: Passkey) {
    id = passkey.id.base64URLEncoded
    transports = passkey.transports
  }
}
