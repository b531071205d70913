/// Where in the public log the commitment of an audit record stands.
public struct AuditPlace: Hashable, Sendable {
  /// The name of the log's shard.
  public let shard: String
  /// From 0, within the shard.
  public let index: Int

  public init(shard: String, index: Int) {
    self.shard = shard
    self.index = index
  }
}
