public import Foundation
public import TransparencyLog

/// Which witnesses a server asks for their signatures, and how many of them must have signed before a state of its log is published: the lines
/// `witness`, `group` and `quorum` of a policy (C2SP `tlog-policy`). Lines `log` are passed over, because a server knows its own logs; so it can be
/// the very file that keyholders have.
public struct WitnessPolicyFile: Hashable, Sendable {
  private static let longestBytes = 64 << 10

  /// The lines, empty where a log stood.
  public let lines: String
  public let witnesses: [WitnessPolicy.Party]
  /// Whether the log's own signature is enough.
  public let asksNobody: Bool
  private let addresses: [String: WitnessAddress]

  /// - Throws: ``WitnessingFault/policy(file:_:)`` with the line of what is wrong.
  public init(_ file: URL) throws(WitnessingFault) {
    guard let bytes = try? Data(contentsOf: file) else { throw .policy(file: file.path, "cannot be read.") }
    guard bytes.count <= Self.longestBytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw .policy(file: file.path, "is no text of at most \(Self.longestBytes >> 10) KiB.")
    }
    try self.init(text: text, name: file.path)
  }

  /// - Parameter name: the file's, for what is said about it.
  /// - Throws: ``WitnessingFault/policy(file:_:)`` with the line of what is wrong.
  public init(text: String, name: String) throws(WitnessingFault) {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    // Left empty and not left out, so that the lines below keep their numbers.
    lines = all.map { Self.words($0).first == "log" ? "" : String($0) }.joined(separator: "\n")
    let policy: WitnessPolicy
    do {
      policy = try WitnessPolicy(text: lines)
    } catch {
      throw .policy(file: name, error.description)
    }
    var addresses: [String: WitnessAddress] = [:]
    for witness in policy.witnesses {
      guard let address = witness.address.flatMap({ WitnessAddress($0) }) else {
        let place = all.firstIndex { Self.words($0).starts(with: ["witness", witness.name[...]]) }.map { "line \($0 + 1): " } ?? ""
        throw .policy(file: name, "\(place)an address such as https://witness.example is needed after the key of \(witness.name).")
      }
      addresses[witness.name] = address
    }
    witnesses = policy.witnesses
    asksNobody = policy.asksNobody
    self.addresses = addresses
  }

  /// The policy for one of the server's logs.
  public func policy(for log: NoteKey) throws(TransparencyFault) -> WitnessPolicy { try WitnessPolicy(text: "\(lines)\nlog \(log.text)\n") }

  /// The ways to the witnesses, by their names in the policy.
  public var ways: [String: HTTPWitnessLine] { addresses.mapValues { HTTPWitnessLine($0) } }

  private static func words(_ line: Substring) -> [Substring] { line.split { $0 == " " || $0 == "\t" } }
}
