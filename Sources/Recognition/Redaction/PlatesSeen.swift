public import Traffic

/// Where a picture shows plates, told apart into those of the vehicle it is shown for and those of others. Holds no text, so that keeping it
/// does not keep who else passed.
public struct PlatesSeen: Hashable, Sendable {
  /// Size of the original picture in pixels.
  public let size: PixelSize
  /// Boxes of the subject's plate, as fractions of the picture; empty where it is not known.
  public let own: [Box]
  /// Boxes of all other plates.
  public let others: [Box]

  /// - Parameters:
  ///   - reading: all plates that a reader found in the picture.
  ///   - subject: whose plate stays readable.
  public init(_ reading: Reading, subject: RedactionSubject) {
    var own = subject.plateBox.map { [$0] } ?? []
    var others: [Box] = []
    for read in reading.plates {
      guard let box = read.box else { continue }
      if subject.plates.contains(read.plate) || Self.isSame(box, subject.plateBox) { own.append(box) } else { others.append(box) }
    }
    size = PixelSize(width: reading.pixelWidth, height: reading.pixelHeight)
    self.own = own
    self.others = others
  }

  /// Two plates never cover each other's middle, so that boxes that do are of one plate. A much larger box is not of a plate, and may hold several.
  private static func isSame(_ found: Box, _ known: Box?) -> Bool {
    guard let known, known.width < 3 * found.width else { return false }
    return known.containsMiddle(of: found) || found.containsMiddle(of: known)
  }
}
