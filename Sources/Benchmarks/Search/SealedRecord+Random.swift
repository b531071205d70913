import Foundation
import Sealing
import Traffic

extension SealedRecord {
  /// A sealed pass that nobody sealed: in form and length as one of one reading without a picture, and random where that one would look random. To
  /// fill archives with, many times as fast as by sealing.
  static func random(in scope: PlateScope, _ context: EpochContext, holders: HolderSet) throws(SealingFault) -> SealedRecord {
    let readingBytes = SealedReading.tokenBytes + SealedReading.wrappedKeyBytes
    // A block, its authentication tag behind it.
    let bodyBytes = PaddedSize.recordBlock + 16
    let chance = try Data.random(count: 16 + 2 * holders.subsets.count + readingBytes + bodyBytes)
    var rest = chance[...]
    func taken(_ count: Int) -> Data {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    var bytes = Data(capacity: chance.count + 128)
    bytes.append(SealingSuite.current.rawValue)
    bytes.append(raw: taken(16))
    bytes.append(prefixed: scope.camera.rawValue)
    bytes.append(scope.captureHour)
    bytes.append(raw: context.bytes)
    bytes.append(UInt8(holders.subsets.count))
    bytes.append(raw: taken(2 * holders.subsets.count))
    // Schema 1, one reading.
    bytes.append(raw: Data([1, 1]))
    bytes.append(raw: taken(readingBytes))
    bytes.append(UInt32(bodyBytes))
    bytes.append(raw: taken(bodyBytes))
    bytes.append(0 as UInt8)
    return try SealedRecord(bytes: bytes)
  }
}

extension Data {
  /// Random bytes from the system.
  static func random(count: Int) throws(SealingFault) -> Data {
    var bytes = Data(count: count)
    do {
      try bytes.withUnsafeMutableBytes { try SecretBytes.drawRandom(into: $0) }
    } catch let fault as SealingFault {
      throw fault
    } catch {
      throw .system("random numbers", errno: 0)
    }
    return bytes
  }
}
