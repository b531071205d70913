/// Every label that keys and hashes are derived under. A label keeps one use of a key apart from every other; the bytes are its ASCII text.
package enum SealingLabel: String, CaseIterable {
  /// HPKE info of a capsule.
  case capsule = "gantry/v1/capsule"
  /// Hash of a commitment.
  case commitment = "gantry/v1/commit"
  /// Message a keyholder signs over a day key.
  case dayKey = "gantry/v1/daykey"
  /// HKDF info of the key that makes tokens.
  case token = "gantry/v1/token"
  /// HKDF info of the first ratchet value.
  case record = "gantry/v1/record"
  /// HKDF info of the key that masks seconds.
  case second = "gantry/v1/second"
  /// One step of the ratchet.
  case ratchet = "gantry/v1/ratchet"
  /// A plate's own value at a camera in an hour.
  case plate = "gantry/v1/plate"
  /// A part of the key that wraps a pass's data key.
  case keyEncryption = "gantry/v1/kek"
  /// What a requester and a second person approve a warrant with.
  case request = "gantry/v1/request"
  /// Message a keyholder signs over its answer to a warrant.
  case answer = "gantry/v1/answer"
  /// HPKE info of the parts of keys that a keyholder releases to a warrant.
  case release = "gantry/v1/release"
  /// HKDF info of the key that a keyholder's identity rests under.
  case holderIdentity = "gantry/v1/holder/identity"
  /// HKDF info of the key that wraps the key of a keyholder's vault.
  case holderVault = "gantry/v1/holder/vault"
}
