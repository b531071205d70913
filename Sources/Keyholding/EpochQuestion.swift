public import Foundation
public import Sealing
import TransparencyLog

/// Where a warrant's plates are to be looked for in one epoch: the cameras and capture hours that the server has passes of.
public struct EpochQuestion: Hashable, Sendable {
  /// With the capsules that the keyholders open.
  public let record: EpochRecord
  /// In the order the answer's parts have.
  public let scopes: [PlateScope]

  public init(record: EpochRecord, scopes: [PlateScope]) {
    self.record = record
    self.scopes = scopes
  }

  /// All that could be asked of an epoch: each camera of the warrant, each hour of it that the epoch's passes may be of.
  /// - Parameter opensAt: when the epoch was opened. Passes come at most ``latestUploadHours`` after their capture.
  public init(record: EpochRecord, everywhereIn warrant: Warrant, opensAt: Date) {
    let hour = UInt32(clamping: opensAt.hourSince1970)
    let earliest = max(warrant.hours.lowerBound, hour - min(hour, UInt32(Self.latestUploadHours)))
    let end = min(warrant.hours.upperBound, hour + 1)
    let hours = earliest < end ? Array(earliest..<end) : []
    self.init(record: record, scopes: warrant.cameras.flatMap { camera in hours.map { PlateScope(camera: camera, captureHour: $0) } })
  }

  /// How long after its capture a camera that was offline may still deliver a pass.
  public static let latestUploadHours = 48

  var json: CanonicalJSON {
    .object(["record": .bytes(record.bytes), "scopes": .list(scopes.map(\.json))])
  }

  init(json: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: thing)
    record = try EpochRecord(in: &fields)
    var scopes: [PlateScope] = []
    for each in try fields.list("scopes") { scopes.append(try PlateScope(json: each, of: thing)) }
    self.scopes = scopes
    try fields.finish()
  }
}
