public import Traffic

/// One rule of the road as this jurisdiction enforces it.
public struct Rule: Sendable, Codable, Hashable {
  public var kind: ViolationKind
  /// A rule that is not enabled is kept in the file and judges nothing.
  public var isEnabled: Bool
  /// What the act costs; `speed` and `unlicensed` may say it more finely in their terms.
  public var penalty: Penalty
  /// How a red light or a stop line is judged.
  public var signal: SignalTerms?
  /// How a measured speed is judged. A rule of kind `speed` needs it.
  public var speed: SpeedTerms?
  /// How the registry's answer is judged. A rule of kind `unlicensed` needs it.
  public var registry: RegistryTerms?

  public init(
    kind: ViolationKind, isEnabled: Bool = true, penalty: Penalty, signal: SignalTerms? = nil, speed: SpeedTerms? = nil,
    registry: RegistryTerms? = nil
  ) {
    self.kind = kind
    self.isEnabled = isEnabled
    self.penalty = penalty
    self.signal = signal
    self.speed = speed
    self.registry = registry
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case kind
    case isEnabled = "enabled"
    case penalty, signal, speed, registry
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kind: try values.decode(ViolationKind.self, forKey: .kind),
      isEnabled: try values.decodeIfPresent(Bool.self, forKey: .isEnabled) ?? true,
      penalty: try values.decode(Penalty.self, forKey: .penalty),
      signal: try values.decodeIfPresent(SignalTerms.self, forKey: .signal),
      speed: try values.decodeIfPresent(SpeedTerms.self, forKey: .speed),
      registry: try values.decodeIfPresent(RegistryTerms.self, forKey: .registry)
    )
  }
}
