import Traffic

/// What is kept of an accepted capture for seven days, so that its repeats are known.
struct Receipt: Codable, Sendable {
  var pass: PassID
  /// SHA-256 of the body, lower-case hex.
  var sha256: String
  /// What it is found by: under a new key of the server it gets a new index. Empty where it was written before there could be one.
  var vendorText: String

  /// What a repeat is answered with.
  var acceptance: InboxAcceptance { InboxAcceptance(pass: pass, sha256: sha256, isRepeat: true) }

  init(pass: PassID, sha256: String, vendorText: String) {
    self.pass = pass
    self.sha256 = sha256
    self.vendorText = vendorText
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    pass = try values.decode(PassID.self, forKey: .pass)
    sha256 = try values.decode(String.self, forKey: .sha256)
    vendorText = try values.decodeIfPresent(String.self, forKey: .vendorText) ?? ""
  }

  private enum CodingKeys: String, CodingKey { case pass, sha256, vendorText }
}
