import Foundation
import Sealing

extension EpochContents {
  /// Looks tokens up.
  /// - Parameters:
  ///   - wanted: all that is looked for.
  ///   - places: which of it is to be looked for here.
  func find(_ wanted: [TokenLookup], _ places: [Int], tokens: [RowToken], into found: inout [FoundPass]) throws {
    guard let first = places.first else { return }
    for segment in segments where segment.context == wanted[first].epoch.bytes { try segment.find(wanted, places, tokens: tokens, into: &found) }
    for log in logs { try log.find(wanted, places, tokens: tokens, into: &found) }
  }
}

extension MappedSegment {
  func find(_ wanted: [TokenLookup], _ places: [Int], tokens: [RowToken], into found: inout [FoundPass]) throws {
    try withBytes { segment in
      var last: (scope: PlateScope, lines: SegmentBytes.Scope?)?
      for place in places {
        let scope = wanted[place].scope
        if last?.scope != scope { last = (scope, segment.scope(scope)) }
        guard let lines = last?.lines else { continue }
        guard let rows = segment.rows(with: tokens[place], in: lines) else { throw damage }
        for row in rows {
          guard let pass = segment.pass(at: row, in: scope) else { throw damage }
          found.append(FoundPass(lookup: place, record: pass))
        }
      }
    }
  }
}

extension PassLog {
  /// Goes through the whole index once: it is in memory, and in the order of arrival only because nobody has sorted it yet.
  func find(_ wanted: [TokenLookup], _ places: [Int], tokens: [RowToken], into found: inout [FoundPass]) throws {
    let hits = withIndex { index in
      var asked = [[RowToken: [Int]]?](repeating: nil, count: index.scopes.count)
      for place in places {
        guard let scope = index.existingNumber(of: wanted[place].scope) else { continue }
        asked[scope, default: [:]][tokens[place], default: []].append(place)
      }
      var hits: [(entry: PassLogEntry, scope: PlateScope, places: [Int])] = []
      for entry in index.entries {
        guard let places = asked[Int(entry.scope)]?[entry.token] else { continue }
        // Two readings of one pass with one token are one hit.
        if hits.reversed().prefix(while: { $0.entry.offset == entry.offset }).contains(where: { $0.places == places }) { continue }
        hits.append((entry, index.scopes[Int(entry.scope)], places))
      }
      return hits
    }
    for hit in hits {
      let bytes = try bytes(of: hit.entry)
      guard let pass = try? SealedRecord(bytes: bytes) else { throw damage }
      for place in hit.places { found.append(FoundPass(lookup: place, record: pass)) }
    }
  }
}

extension Array where Element == [RowToken: [Int]]? {
  fileprivate subscript(place: Int, default empty: [RowToken: [Int]]) -> [RowToken: [Int]] {
    get { self[place] ?? empty }
    set { self[place] = newValue }
  }
}
