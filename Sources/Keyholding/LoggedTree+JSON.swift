import Foundation
import TransparencyLog

extension LoggedTree {
  var json: CanonicalJSON { .object(["root": .bytes(root), "size": .number(size), "witnessedAt": .text(witnessedAt.secondText)]) }

  init(json: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: thing)
    self.init(size: try fields.number("size"), root: try fields.bytes("root", count: 32), witnessedAt: try fields.instant("witnessedAt"))
    try fields.finish()
  }
}
