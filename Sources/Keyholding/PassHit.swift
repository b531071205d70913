public import Sealing
public import Traffic
import TransparencyLog

/// A pass that a warrant's token was found at, as its row says.
public struct PassHit: Hashable, Sendable {
  public let pass: PassID
  /// Which of the release's epochs it was sealed in.
  public let epoch: Int
  /// Which of ``Warrant/readings`` its token is of.
  public let reading: Int
  public let scope: PlateScope
  public let seconds: MaskedSeconds

  public init(pass: PassID, epoch: Int, reading: Int, scope: PlateScope, seconds: MaskedSeconds) {
    self.pass = pass
    self.epoch = epoch
    self.reading = reading
    self.scope = scope
    self.seconds = seconds
  }

  var json: CanonicalJSON {
    .object([
      "epoch": .number(epoch), "pass": .text(pass.description), "reading": .number(reading), "scope": scope.json,
      "seconds": .list(seconds.values.map { .number(Int($0)) })
    ])
  }

  init(json: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: thing)
    guard let pass = PassID(try fields.text("pass")) else { throw fields.fault("a pass is not named by its ID.") }
    self.pass = pass
    epoch = try fields.number("epoch")
    reading = try fields.number("reading")
    scope = try PlateScope(json: fields.value("scope"), of: thing)
    var seconds: [UInt16] = []
    for each in try fields.list("seconds") {
      guard case .number(let number) = each, let second = UInt16(exactly: number) else { throw fields.fault("a masked second has two bytes.") }
      seconds.append(second)
    }
    self.seconds = MaskedSeconds(seconds)
    try fields.finish()
  }
}
