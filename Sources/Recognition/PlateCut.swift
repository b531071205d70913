/// How widely a plate is cut out before it is read.
///
/// Each plate is read from both cuts and what was seen is averaged: a corner that is a few pixels off loses the first or last character in
/// the tight cut, and the frame around the plate reads as a character in the wide one. Both seldom go wrong in the same way.
enum PlateCut: CaseIterable {
  case asFound, wider

  func corners(of plate: Quadrilateral) -> Quadrilateral {
    switch self {
    case .asFound: plate
    case .wider: plate.widened(along: 1.12, across: 1.1)
    }
  }
}
