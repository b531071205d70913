public import Sealing
public import Storage

/// The sealed passes, as warrants look into them: where there are any, and which have a token.
public protocol SealedPasses: Sendable {
  /// The epochs of some days of arrival, with where they have passes.
  func epochs(from first: UTCDay, through last: UTCDay) throws -> [StoredEpoch]
  /// The passes that have one of the tokens, in its epoch and scope; each once for a token.
  func find(_ wanted: [TokenLookup]) throws -> [FoundPass]
}

extension PassArchive: SealedPasses {}
