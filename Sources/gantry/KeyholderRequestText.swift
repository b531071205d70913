import Foundation
import Keyholding
import Sealing
import Traffic

/// A request as a judge reads it at the terminal.
struct KeyholderRequestText {
  let request: WarrantRequest
  let examination: Examination

  var text: String {
    let warrant = request.warrant
    let plates = warrant.plates.map { $0.region.isEmpty ? $0.plate.text : "\($0.plate.text) (\($0.region))" }
    return ([
      "request      \(request.commitment.hex)",
      "case         \(warrant.caseNumber), \(warrant.purpose)",
      "requester    \(warrant.requester)",
      "plates       \(plates.joined(separator: ", "))",
      "from, to     \(warrant.from.ISO8601Format()), \(warrant.to.ISO8601Format())",
      "cameras      \(warrant.cameras.map(\.rawValue).joined(separator: ", "))",
      "tokens       \(examination.tokens)",
      "logged       \(examination.loggedAt?.ISO8601Format() ?? "not shown")",
      "public by    \(warrant.unsealBy.ISO8601Format())",
    ] + approvals + objections).joined(separator: "\n")
  }

  private var approvals: [String] {
    zip(request.approvals, examination.approvalKeys).map { approval, key in
      "approved by  \(approval.person)  \(key.map { "\($0.fingerprint), trusted" } ?? "with a key that is not trusted")"
    }
  }

  private var objections: [String] {
    examination.objections.isEmpty ? ["nothing stands against it"] : examination.objections.map { "against it   \($0)" }
  }
}
