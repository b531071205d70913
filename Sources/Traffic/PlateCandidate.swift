/// One reading of a plate with how sure the reader was.
public struct PlateCandidate: Hashable, Sendable, Codable {
  public var plate: Plate
  /// 0 to 1.
  public var confidence: Double

  public init(plate: Plate, confidence: Double) {
    self.plate = plate
    self.confidence = min(1, max(0, confidence))
  }
}
