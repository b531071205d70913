public import Traffic

/// One Gantry server as its keyholders know it, such as `tashkent-city`: the `site` of the sealing contexts. Not a junction.
public struct InstallationID: Name {
  public let rawValue: String
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}
