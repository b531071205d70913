public import Foundation

/// Which epoch of which server something belongs to: `ctx` in every derivation, so that no value of one epoch means anything in another.
///
/// Bytes: `LP(site) || LP(day) || u32 epoch || bootNonce[8]`.
public struct EpochContext: Hashable, Sendable {
  public let site: InstallationID
  public let day: UTCDay
  /// How many epochs of this length began on the day before this one.
  public let epoch: UInt32
  /// Drawn at each opening, so that two starts in one epoch never share a key. Eight bytes.
  public let bootNonce: Data
  /// The bytes that go into hashes and rows.
  public let bytes: Data

  /// - Throws: ``SealingFault/malformed(_:)`` unless the nonce has eight bytes.
  public init(site: InstallationID, day: UTCDay, epoch: UInt32, bootNonce: Data) throws(SealingFault) {
    guard bootNonce.count == 8 else { throw .malformed("boot nonce: it has eight bytes") }
    self.site = site
    self.day = day
    self.epoch = epoch
    self.bootNonce = Data(bootNonce)
    var bytes = Data()
    bytes.append(prefixed: site.rawValue)
    bytes.append(prefixed: day.description)
    bytes.append(epoch)
    bytes.append(raw: self.bootNonce)
    self.bytes = bytes
  }

  init(_ reader: inout SealedReader) throws(SealingFault) {
    let site = try reader.name(InstallationID.self)
    guard let day = UTCDay(try reader.text()) else { throw reader.fault }
    try self.init(site: site, day: day, epoch: reader.u32(), bootNonce: reader.bytes(8))
  }
}
