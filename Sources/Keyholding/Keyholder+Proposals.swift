import Crypto
import Foundation
import Traffic

extension Keyholder {
  /// How many proposals are kept. Who may propose is not known here, so there is an end to it.
  public static let mostProposals = 100

  /// Keys that somebody proposed and nobody has trusted or dismissed, the newest first.
  public var proposals: [ProposedKey] { proposed.sorted { ($0.proposedAt, $0.person) > ($1.proposedAt, $1.person) } }

  /// Keeps a proposed key for the judge to look at; quietly where it is trusted or proposed already.
  /// - Throws: ``KeyholdingFault/full(_:)`` where too many wait.
  public func propose(_ key: ProposedKey) throws(KeyholdingFault) {
    guard !policy.approvalKeys.contains(key.approvalKey), !proposed.contains(where: { $0.approvalKey == key.approvalKey }) else { return }
    guard proposed.count < Self.mostProposals else {
      throw .full("\(Self.mostProposals) proposed keys wait already. The keyholder has to trust or dismiss some.")
    }
    try folder.shelve(Self.shelfName(key), key.bytes)
    proposed.append(key)
  }

  /// Forgets a proposal: it was trusted, or nobody knows the person.
  public func dismiss(_ key: ProposedKey) throws(KeyholdingFault) {
    try folder.unshelve(Self.shelfName(key))
    proposed.removeAll { $0.approvalKey == key.approvalKey }
  }

  static func proposals(on shelf: SealedShelf) throws(KeyholdingFault) -> [ProposedKey] {
    var proposals: [ProposedKey] = []
    for name in try shelf.names(ending: proposalEnding) {
      if let bytes = try shelf.read(name + proposalEnding) { proposals.append(try ProposedKey(bytes: bytes)) }
    }
    return proposals
  }

  private static let proposalEnding = ".proposal"

  private static func shelfName(_ key: ProposedKey) -> String {
    SHA256.hash(data: Data(key.person.rawValue.utf8) + key.key).hex.prefix(40) + proposalEnding
  }
}
