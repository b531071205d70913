import Foundation
import TransparencyLog

extension LoggedTree {
  var json: CanonicalJSON {
    let fields: [String: CanonicalJSON] = ["root": .bytes(root), "size": .number(size), "witnessedAt": .text(witnessedAt.secondText)]
    return .object(origin.isEmpty ? fields : fields.merging(["origin": .text(origin)]) { $1 })
  }

  init(json: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: thing)
    var origin = ""
    if case .object(let all) = json, all["origin"] != nil { origin = try fields.text("origin") }
    self.init(
      origin: origin, size: try fields.number("size"), root: try fields.bytes("root", count: 32), witnessedAt: try fields.instant("witnessedAt"))
    try fields.finish()
  }
}
