public import Traffic

/// A plate and the region it was read or asked for under: what a token is made of.
///
/// The same letters under another region are another plate. Look-alikes (O and 0) are never folded; alternatives are plates of their own.
public struct RegionalPlate: Hashable, Sendable {
  /// ISO 3166-1 alpha-2, with a subdivision where known (`UZ`, `US-CA`); empty where the reader could not say.
  public let region: String
  public let plate: Plate

  /// - Throws: ``SealingFault/unusable(_:)`` for a region that is not up to eight of `A`-`Z`, `0`-`9` and `-`.
  public init(region: String?, plate: Plate) throws(SealingFault) {
    let region = region ?? ""
    guard region.utf8.count <= 8, region.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D }) else {
      throw .unusable("A region is written in upper case, such as UZ or US-CA, or left out.")
    }
    self.region = region
    self.plate = plate
  }
}
