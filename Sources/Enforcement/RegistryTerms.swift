public import Traffic

/// How the registry's answer about a plate is judged.
public struct RegistryTerms: Sendable, Codable, Hashable {
  /// When it is enforced, in the site's zone; `nil` means always.
  public var window: TimeWindow?
  /// The answers that are violations.
  public var statuses: [RegisteredVehicle.Status]
  /// A penalty of its own for some of them; the rule's penalty holds for the others.
  public var penalties: [RegisteredVehicle.Status: Penalty]
  /// Countries whose plates the registry covers, ISO 3166-1 alpha-2. A plate that is missing means something only there.
  public var regions: [String]
  /// How sure a reading must be, 0 to 1, before a plate that is missing from the registry counts: a misread plate is missing too.
  public var minimumConfidence: Double

  public init(
    window: TimeWindow? = nil, statuses: [RegisteredVehicle.Status] = [.unregistered, .expired, .stolenPlate, .uninsured],
    penalties: [RegisteredVehicle.Status: Penalty] = [:], regions: [String], minimumConfidence: Double = 0.9
  ) {
    self.window = window
    self.statuses = statuses
    self.penalties = penalties
    self.regions = regions
    self.minimumConfidence = minimumConfidence
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case window, statuses, penalties, regions, minimumConfidence
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let usual = RegistryTerms(regions: [])
    self.init(
      window: try values.decodeIfPresent(TimeWindow.self, forKey: .window),
      statuses: try values.decodeIfPresent([RegisteredVehicle.Status].self, forKey: .statuses) ?? usual.statuses,
      penalties: try Self.penalties(in: values),
      regions: try values.decodeIfPresent([String].self, forKey: .regions) ?? [],
      minimumConfidence: try values.decodeIfPresent(Double.self, forKey: .minimumConfidence) ?? usual.minimumConfidence
    )
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(window, forKey: .window)
    try values.encode(statuses, forKey: .statuses)
    try values.encode(Dictionary(uniqueKeysWithValues: penalties.map { ($0.key.rawValue, $0.value) }), forKey: .penalties)
    try values.encode(regions, forKey: .regions)
    try values.encode(minimumConfidence, forKey: .minimumConfidence)
  }

  /// A dictionary by status is written as a mapping by its name, which the synthesised form would not read.
  private static func penalties(in values: KeyedDecodingContainer<CodingKeys>) throws -> [RegisteredVehicle.Status: Penalty] {
    guard values.contains(.penalties) else { return [:] }
    let byName = try values.nestedContainer(keyedBy: AnyKey.self, forKey: .penalties)
    var penalties: [RegisteredVehicle.Status: Penalty] = [:]
    for key in byName.allKeys {
      guard let status = RegisteredVehicle.Status(rawValue: key.stringValue) else {
        let known = RegisteredVehicle.Status.allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(forKey: key, in: byName, debugDescription: "no such status; there are \(known)")
      }
      penalties[status] = try byName.decode(Penalty.self, forKey: key)
    }
    return penalties
  }
}
