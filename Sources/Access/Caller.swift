/// Where a request to come in was made from, as the list of somebody's sessions shows it.
public struct Caller: Sendable, Hashable {
  /// An IP address; empty where it is not known.
  public var source: String
  /// Family and system, such as `Firefox on Linux`; empty where nothing was said.
  public var browser: String

  public init(source: String = "", browser: String = "") {
    self.source = source
    self.browser = browser
  }

  /// - Parameter userAgent: What the browser says of itself. Only its family and system are kept of it: what says more also says who it is.
  public init(source: String, userAgent: String?) {
    self.init(source: source, browser: Self.family(userAgent ?? ""))
  }

  /// In the order in which they have to be looked for, because each browser also names those before it.
  private static let families = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chromium"), ("CriOS", "Chromium"),
    ("Safari/", "Safari"),
  ]
  private static let systems = [
    ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
  ]

  private static func family(_ userAgent: String) -> String {
    let family = families.first { userAgent.contains($0.0) }?.1
    let system = systems.first { userAgent.contains($0.0) }?.1
    guard let family else { return system.map { "A program on \($0)" } ?? "" }
    return system.map { "\(family) on \($0)" } ?? family
  }
}
