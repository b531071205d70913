/// What one reader, a camera or Gantry's own, made of one plate.
public struct PlateRead: Hashable, Sendable, Codable {
  /// Who read.
  public enum Reader: String, Sendable, Codable, CaseIterable {
    case camera, server, person
  }

  public var reader: Reader
  /// The text as received or as it came out of the net, never overwritten.
  public var raw: String
  /// The best reading.
  public var plate: Plate
  /// 0 to 1, for the best reading.
  public var confidence: Double
  /// Country as ISO 3166-1 alpha-2 in upper case (`UZ`), with a subdivision where known (`US-CA`); `nil` where unknown.
  public var region: String?
  /// All readings, best first, the best one included.
  public var candidates: [PlateCandidate]
  /// Where the plate stands in the picture it was read from.
  public var box: Box?
  /// What the region's grammar changed, such as `3: O→0`; empty where nothing was changed.
  public var changes: [String]

  public init(
    reader: Reader, raw: String, plate: Plate, confidence: Double, region: String? = nil, candidates: [PlateCandidate] = [],
    box: Box? = nil, changes: [String] = []
  ) {
    self.reader = reader
    self.raw = raw
    self.plate = plate
    self.confidence = min(1, max(0, confidence))
    self.region = region
    self.candidates = candidates.isEmpty ? [PlateCandidate(plate: plate, confidence: confidence)] : candidates
    self.box = box
    self.changes = changes
  }
}
