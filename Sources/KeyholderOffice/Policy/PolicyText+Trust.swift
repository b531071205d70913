import Foundation
public import Keyholding
import Traffic
import Yams

extension PolicyText {
  /// The file's text with one more trusted key, in the place of any that the person had. Comments stay.
  /// - Throws: ``PolicyFaults`` where the file is written in a way that cannot be added to: says what to add by hand.
  public func trusting(_ key: ProposedKey, name: String) throws(PolicyFaults) -> PolicyText {
    let item = ["person: \(key.person)", "name: \(Self.quoted(key.name))", "key: \(key.key.base64EncodedString())"]
    let edited = try? PolicyText(Self.text(text, adding: item, replacing: key.person), name: name)
    guard let edited, edited.policy == policyTrusting(key), edited.logPolicy == logPolicy else {
      let message = "cannot be added to. Write these lines under it yourself: - \(item.joined(separator: ", "))"
      throw PolicyFaults(file: name, faults: [PolicyFault(key: "approval-keys", line: nil, message: message)])
    }
    return edited
  }

  /// What must come of it: the same policy but for the person's key.
  private func policyTrusting(_ key: ProposedKey) -> Policy? {
    let keys = [key.approvalKey] + policy.approvalKeys.filter { $0.person != key.person }
    return try? Policy(
      installation: policy.installation, purposes: policy.purposes, approvalKeys: keys, approvals: policy.approvals, plateCap: policy.plateCap,
      cameraCap: policy.cameraCap, retentionDays: policy.retentionDays, tokenCap: policy.tokenCap, keyCap: policy.keyCap,
      validDays: policy.validDays, unsealDays: policy.unsealDays)
  }

  private static func text(_ text: String, adding item: [String], replacing person: PersonName) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let root = try Yams.compose(yaml: text), let (key, value) = root.mapping?.first(where: { $0.key.scalar?.string == "approval-keys" }),
      let place = key.mark?.line, lines.indices.contains(place - 1)
    else { return text + (text.hasSuffix("\n") ? "" : "\n") + "approval-keys:\n" + entry(item, indent: 2) + "\n" }
    let entries = value.sequence.map(Array.init) ?? []
    // A mapping in a list begins behind the dash and a space.
    let indent = entries.first?.mark.map { max(0, $0.column - 3) } ?? 2
    for old in entries.reversed() where old["person"]?.scalar?.string == person.rawValue {
      guard let first = old.mark?.line, lines.indices.contains(first - 1) else { continue }
      lines.removeSubrange(first - 1..<end(of: first, indent: indent, in: lines))
    }
    if entries.isEmpty { lines[place - 1] = "approval-keys:" }
    lines.insert(entry(item, indent: indent), at: place)
    return lines.joined(separator: "\n")
  }

  /// Behind the last line that belongs to an entry: those that follow its first and stand further in than its dash.
  private static func end(of first: Int, indent: Int, in lines: [String]) -> Int {
    var end = first
    while end < lines.count, lines[end].prefix(while: { $0 == " " }).count > indent, !lines[end].allSatisfy({ $0 == " " }) { end += 1 }
    return end
  }

  private static func entry(_ item: [String], indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    return item.enumerated().map { space + ($0 == 0 ? "- " : "  ") + $1 }.joined(separator: "\n")
  }

  /// A text as YAML's double-quoted scalar; it holds no control characters.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
