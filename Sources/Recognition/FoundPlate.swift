/// A plate that the detector found and nobody has read yet.
struct FoundPlate: Hashable, Sendable {
  /// In pixels of the picture it was found in.
  var corners: Quadrilateral
  /// 0 to 1: how sure the detector is that this is a plate.
  var score: Double
}
