import Foundation
import Sealing
import Traffic

/// In which order the passes of a log stand in their segment, and where.
struct SegmentPlan {
  /// Numbers of the log's entries by scope, token and the passes' random IDs.
  let order: [UInt32]
  /// Where the row of each entry's pass begins, by the entry's number.
  let rows: [UInt64]
  /// Numbers of the log's scopes by camera and hour.
  let scopes: [Int]
  /// How many entries each scope has, by its number in the log.
  let tokens: [Int]
  /// How many passes each scope has, by its number in the log.
  let passes: [Int]
  let cameras: [CameraID]
  let head: SegmentHead

  init(of log: LogIndex, context: EpochContext) {
    let names = log.scopes
    scopes = names.indices.sorted { (names[$0].camera, names[$0].captureHour) < (names[$1].camera, names[$1].captureHour) }
    var ranks = [Int](repeating: 0, count: names.count)
    for (rank, scope) in scopes.enumerated() { ranks[scope] = rank }
    let entries = log.entries
    order = (0..<UInt32(entries.count)).sorted {
      let (left, right) = (entries[Int($0)], entries[Int($1)])
      if left.scope != right.scope { return ranks[Int(left.scope)] < ranks[Int(right.scope)] }
      return left.token == right.token ? left.tie < right.tie : left.token < right.token
    }
    tokens = entries.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int($1.scope)] += 1 }
    passes = log.passes
    cameras = Set(names.map(\.camera)).sorted()
    var head = Self.head(cameras: cameras, scopes: names.count, tokens: entries.count, passes: log.passCount, context: context)
    (rows, head.fileBytes) = Self.rows(of: entries, in: order, scopes: names, context: context, from: head.rowsAt)
    self.head = head
  }

  private static func head(cameras: [CameraID], scopes: Int, tokens: Int, passes: Int, context: EpochContext) -> SegmentHead {
    var head = SegmentHead(cameras: cameras.count, scopes: scopes, tokens: tokens, passes: passes)
    head.namesAt = SegmentHead.byteCount + 1 + context.bytes.count
    head.scopesAt = head.namesAt + cameras.reduce(0) { $0 + SegmentHead.cameraBytes + 1 + $1.rawValue.utf8.count }
    head.tokensAt = head.scopesAt + scopes * SegmentHead.scopeBytes
    head.rowsAt = head.tokensAt + tokens * SegmentHead.tokenBytes
    return head
  }

  /// Where rows begin when they are written in the order of their best readings, and how long the file gets.
  private static func rows(
    of entries: [PassLogEntry], in order: [UInt32], scopes: [PlateScope], context: EpochContext, from start: Int
  ) -> (rows: [UInt64], fileBytes: Int) {
    var rows = [UInt64](repeating: 0, count: entries.count)
    var place = start
    for number in order where entries[Int(number)].reading == 0 {
      let entry = entries[Int(number)]
      rows[Int(number)] = UInt64(place)
      place += SegmentHead.rowHeadBytes
      place += ArchivedRow.byteCount(ofPass: Int(entry.byteCount), in: scopes[Int(entry.scope)], context: context)
    }
    // A pass's other readings stand behind its best one and lead to the same row.
    for number in entries.indices where entries[number].reading > 0 { rows[number] = rows[number - 1] }
    return (rows, place + SegmentHead.digestBytes)
  }
}
