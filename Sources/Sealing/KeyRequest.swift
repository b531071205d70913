public import Traffic

/// A hit whose key is asked for. The reading and scope are the warrant's, not the row's: a row that was relabelled gets a key that fits nothing.
public struct KeyRequest: Hashable, Sendable {
  public let pass: PassID
  /// As the row has them. Each holder takes the mask off for itself.
  public let seconds: MaskedSeconds
  public let reading: RegionalPlate
  public let scope: PlateScope

  public init(pass: PassID, seconds: MaskedSeconds, reading: RegionalPlate, scope: PlateScope) {
    self.pass = pass
    self.seconds = seconds
    self.reading = reading
    self.scope = scope
  }
}
