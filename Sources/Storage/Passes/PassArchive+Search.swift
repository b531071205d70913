import Foundation
import Sealing

extension PassArchive {
  /// Looks tokens up. The cost grows with what is asked, not with what is stored; nothing is read but where a token would stand.
  /// - Parameter wanted: In any order; quickest with questions of one epoch, and in it of one scope, behind each other.
  /// - Returns: Each pass once for each question that it answers. Nothing for epochs that are not here (any more).
  /// - Throws: ``StorageFault/failed(_:)`` for a token that has not sixteen bytes; ``StorageFault/damaged(_:)`` with a file's name.
  public func find(_ wanted: [TokenLookup]) throws(StorageFault) -> [FoundPass] {
    var tokens: [RowToken] = []
    tokens.reserveCapacity(wanted.count)
    for lookup in wanted {
      guard let token = RowToken(lookup.token) else {
        throw .failed("a token of \(lookup.token.count) bytes cannot be looked up; tokens have \(RowToken.byteCount).")
      }
      tokens.append(token)
    }
    var found: [FoundPass] = []
    for (epoch, places) in Self.byEpoch(wanted) {
      try storage { try contents(of: epoch)?.find(wanted, places, tokens: tokens, into: &found) }
    }
    return found
  }

  private func contents(of epoch: EpochContext) throws -> EpochContents? {
    if let open = self.epoch(epoch) { return open.contents }
    return try closed.contents(of: EpochFolder(of: epoch, in: root))
  }

  private static func byEpoch(_ wanted: [TokenLookup]) -> [EpochContext: [Int]] {
    var groups: [EpochContext: [Int]] = [:]
    var start = 0
    while start < wanted.count {
      // Comparing with the one before is quicker than hashing each.
      var end = start + 1
      while end < wanted.count, wanted[end].epoch == wanted[start].epoch { end += 1 }
      groups[wanted[start].epoch, default: []] += start..<end
      start = end
    }
    return groups
  }
}
