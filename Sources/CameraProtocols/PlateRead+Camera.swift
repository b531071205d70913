import Traffic

extension PlateRead {
  /// What a camera read, or `nil` where it read nothing that could be a plate.
  /// - Parameters:
  ///   - raw: the text as received.
  ///   - confidence: 0 to 1.
  ///   - others: further readings with their confidence, in any order; what is no plate is left out.
  static func camera(
    _ raw: String?, confidence: Double, region: String? = nil, others: [(text: String, confidence: Double)] = [], box: Box? = nil
  ) -> PlateRead? {
    guard let raw, let plate = Plate(reading: raw) else { return nil }
    let best = PlateCandidate(plate: plate, confidence: confidence)
    let isShort = raw.utf8.count <= BodyLimits.textCharacters
    return PlateRead(
      reader: .camera, raw: isShort ? raw : String(raw.prefix(BodyLimits.textCharacters)), plate: plate, confidence: confidence, region: region,
      candidates: others.isEmpty ? [best] : [best] + further(others, than: plate), box: box)
  }

  private static func further(_ others: [(text: String, confidence: Double)], than plate: Plate) -> [PlateCandidate] {
    var seen: Set<Plate> = [plate]
    return others.prefix(BodyLimits.candidates)
      .compactMap { other in Plate(reading: other.text).map { PlateCandidate(plate: $0, confidence: other.confidence) } }
      .sorted { $0.confidence > $1.confidence }
      .filter { seen.insert($0.plate).inserted }
  }

  /// A country, with a subdivision where given, in the form ``PlateRead/region`` has; `nil` for anything else.
  static func region(_ text: String?) -> String? {
    guard let text else { return nil }
    // As nearly all write it.
    if text.utf8.count == 2, text != "EU", text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text }
    // Rekor writes European countries as `eu-de`.
    let upper = text.uppercased()
    let parts = (upper.hasPrefix("EU-") ? upper.dropFirst(3) : upper[...]).split(separator: "-", omittingEmptySubsequences: false)
    guard let country = parts.first, country.utf8.count == 2, country != "EU", parts.count <= 2, parts.allSatisfy(isCode) else { return nil }
    return parts.joined(separator: "-")
  }

  private static func isCode(_ part: Substring) -> Bool {
    (1...3).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
