/// On what terms a camera may send: what its road has nothing to do with.
public struct CameraTerms: Sendable, Hashable, Codable {
  /// Posts a second that a camera may send where nobody said otherwise: more than a lane of a motorway brings, and less than an office minds.
  public static let usualPerSecond = 100.0
  /// A camera that was offline sends what it kept in a burst of this many seconds' worth.
  public static let burstSeconds = 10.0

  /// Where it may send from; empty for everywhere that the listener lets in.
  public var sources: [AddressRange]
  /// Posts a second, over longer than ``burstSeconds``.
  public var perSecond: Double
  /// The largest body, in bytes; `nil` for what the installation takes.
  public var bodyBytes: Int?
  /// Whether its key alone will do where other cameras need a certificate: for devices that cannot do TLS.
  public var isWeak: Bool

  public init(sources: [AddressRange] = [], perSecond: Double = usualPerSecond, bodyBytes: Int? = nil, isWeak: Bool = false) {
    self.sources = sources
    self.perSecond = perSecond
    self.bodyBytes = bodyBytes
    self.isWeak = isWeak
  }

  /// How many posts may come at once.
  public var burst: Int { max(1, Int((perSecond * Self.burstSeconds).rounded(.up))) }

  /// Whether it may send from an address; nobody whose address is not known may where only some may.
  public func admits(_ address: NetworkAddress?) -> Bool {
    guard !sources.isEmpty else { return true }
    guard let address else { return false }
    return sources.contains { $0.contains(address) }
  }
}

extension CameraTerms {
  private enum CodingKeys: String, CodingKey { case sources, perSecond, bodyBytes, isWeak }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let texts = try fields.decode([String].self, forKey: .sources)
    let sources = texts.compactMap(AddressRange.init)
    guard sources.count == texts.count else {
      throw DecodingError.dataCorruptedError(forKey: .sources, in: fields, debugDescription: "a range of addresses is none")
    }
    self.init(
      sources: sources, perSecond: try fields.decode(Double.self, forKey: .perSecond),
      bodyBytes: try fields.decodeIfPresent(Int.self, forKey: .bodyBytes), isWeak: try fields.decode(Bool.self, forKey: .isWeak))
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(sources.map(\.description), forKey: .sources)
    try fields.encode(perSecond, forKey: .perSecond)
    try fields.encodeIfPresent(bodyBytes, forKey: .bodyBytes)
    try fields.encode(isWeak, forKey: .isWeak)
  }
}
