extension AgencyTerms {
  /// The names of `amr` (RFC 8176, section 2). They stand in tokens, but nobody asks for them as a class (`acr_values`).
  public static let methods: Set = [
    "face", "fpt", "geo", "hwk", "iris", "kba", "mca", "mfa", "otp", "pin", "pop", "pwd", "rba", "retina", "sc", "sms", "swk", "tel", "user",
    "vbm", "wia",
  ]

  /// Those of them that a person has who has nothing but a password, or that say where somebody is rather than who.
  public static let singleFactors: Set = ["geo", "kba", "pin", "pwd", "rba", "user", "wia"]
}
