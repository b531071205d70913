import Access
import Foundation

/// An approval as the command line shows it.
struct ApprovalText {
  let text: String

  init(_ approval: Approval, at party: RelyingParty) {
    let act = approval.act
    var lines = [
      "approval \(approval.id.uuidString.lowercased()), SHA-256 \(Self.hex(approval.hash))",
      "  \(act.verb) of \(act.subject), asked \(act.at.ISO8601Format()), approved \(approval.at.ISO8601Format())",
    ]
    lines += act.terms.sorted { $0.key < $1.key }.map { "  \(Self.oneLine($0.key)): \(Self.oneLine($0.value))" }
    lines += [
      "  by person \(act.person.uuidString.lowercased()) at \(party.origin)",
      "  with credential \(Self.hex(approval.credential.prefix(16))), key SHA-256 \(Self.hex(approval.keyHash))",
    ]
    text = lines.map(Self.oneLine).joined(separator: "\n")
  }

  /// A file that somebody sent must not draw lines of its own on the terminal.
  private static func oneLine(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.properties.generalCategory == .control || $0.properties.isBidiControl ? "·" : Character($0) })
  }

  private static func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }
}
