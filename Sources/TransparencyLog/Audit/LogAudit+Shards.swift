import Foundation

extension LogAudit {
  /// A shard's name and what came of reading it.
  public typealias ShardReport = (name: String, report: LogReport)

  /// Checks that each shard goes on where the one before it ended: the old one's last entry is `shard.closed`, and the new one's first is
  /// `shard.opened` with the old one's name, size and root.
  /// - Parameter shards: of one log, the oldest first.
  /// - Returns: what does not fit, with the shard's name before the file's.
  public static func links(between shards: [ShardReport]) -> [LogFinding] {
    zip(shards, shards.dropFirst()).flatMap { old, new -> [LogFinding] in
      // A shard that is there and empty was made a moment ago. One that could not be read was found already.
      guard let last = old.report.state, let bytes = new.report.firstEntry else { return [] }
      var findings: [LogFinding] = []
      if let end = old.report.lastEntry, (try? LogEntry(bytes: end))?.kind != .shardClosed {
        findings.append(LogFinding("\(old.name)/checkpoint", "its last entry is not shard.closed, and \(new.name) goes on all the same"))
      }
      guard let entry = try? LogEntry(bytes: bytes), entry.kind == .shardOpened, let size = entry.number("size") else {
        return findings + [LogFinding("\(new.name)/entry 0", "is not shard.opened, which says where \(old.name) ended")]
      }
      guard entry.fields["previous"] == .text(last.origin), size == last.size, entry.fields["root"] == .bytes(last.root.bytes) else {
        let what = "\(new.name) goes on from a state of \(size) entries; \(old.name) has another one, of \(last.size)"
        return findings + [LogFinding("\(new.name)/entry 0", what)]
      }
      return findings
    }
  }
}

extension LogEntry {
  fileprivate func number(_ field: String) -> Int? {
    guard case .number(let number)? = fields[field] else { return nil }
    return number
  }
}
