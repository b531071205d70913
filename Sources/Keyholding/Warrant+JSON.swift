public import Foundation
import Sealing
import Traffic
import TransparencyLog

extension Warrant {
  static let kind = "warrant"

  /// Canonical JSON.
  public var bytes: Data { json.bytes }

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` for everything that ``bytes`` would not write: other forms, unknown fields, fields twice.
  public init(bytes: Data) throws(KeyholdingFault) {
    try self.init(json: CanonicalFields.read(bytes, of: Self.kind, limit: Self.longest))
  }

  var json: CanonicalJSON {
    .object([
      "cameras": .list(cameras.map { .text($0.rawValue) }), "caseNumber": .text(caseNumber), "from": .text(from.secondText), "kind": .text(Self.kind),
      "nonce": .bytes(nonce), "plates": .list(plates.map { .object(["plate": .text($0.plate.text), "region": .text($0.region)]) }),
      "purpose": .text(purpose), "recipient": .bytes(recipient.bytes), "requester": .text(requester), "to": .text(to.secondText),
      "unsealBy": .text(unsealBy.secondText), "version": .number(1)
    ])
  }

  init(json: CanonicalJSON) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: Self.kind)
    guard try fields.text("kind") == Self.kind, try fields.number("version") == 1 else { throw fields.fault("it is not a warrant of version 1.") }
    var plates: [RegionalPlate] = []
    for each in try fields.list("plates") { plates.append(try Self.plate(each)) }
    var cameras: [CameraID] = []
    for each in try fields.list("cameras") {
      guard case .text(let text) = each, let camera = CameraID(rawValue: text) else { throw fields.fault("a camera is not a name.") }
      cameras.append(camera)
    }
    try self.init(
      plates: plates, cameras: cameras, from: fields.instant("from"), to: fields.instant("to"), purpose: fields.phrase("purpose"),
      caseNumber: fields.phrase("caseNumber"), requester: fields.phrase("requester"), recipient: RecipientKey(bytes: fields.bytes("recipient")),
      unsealBy: fields.instant("unsealBy"), nonce: fields.bytes("nonce", count: Self.nonceBytes))
    try fields.finish()
    guard self.json == json else { throw fields.fault("plates and cameras stand in order, each once.") }
  }

  private static func plate(_ json: CanonicalJSON) throws(KeyholdingFault) -> RegionalPlate {
    var fields = try CanonicalFields(json, of: kind)
    guard let plate = Plate(canonical: try fields.text("plate")), let reading = try? RegionalPlate(region: fields.text("region"), plate: plate) else {
      throw fields.fault("a plate is not written in canonical form.")
    }
    try fields.finish()
    return reading
  }
}
