public import TransparencyLog

/// A shard of a public log as it was fetched from where everybody reads it.
public struct FetchedShard: Sendable {
  /// The year, or `first`.
  public let name: String
  public let reader: any LogReader

  init(name: String, reader: any LogReader) {
    self.name = name
    self.reader = reader
  }
}
