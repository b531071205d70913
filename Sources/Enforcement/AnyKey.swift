/// A key with any name: for mappings whose keys are data, and for finding keys that nobody asked for.
struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init?(intValue: Int) { nil }
}

extension Decoder {
  /// Refuses a mapping with a key that `Keys` does not name: a misspelt tolerance must not be taken for an absent one.
  func refuseKeys<Keys: CodingKey & CaseIterable>(except keys: Keys.Type) throws {
    let known = Set(Keys.allCases.map(\.stringValue))
    let container = try container(keyedBy: AnyKey.self)
    guard let stranger = container.allKeys.map(\.stringValue).sorted().first(where: { !known.contains($0) }) else { return }
    throw DecodingError.dataCorruptedError(
      forKey: AnyKey(stringValue: stranger), in: container,
      debugDescription: "no such key; there are \(known.sorted().joined(separator: ", "))")
  }
}
