/// Where an entry stands in the public log.
struct LogPlace: Hashable, Sendable {
  /// A ``LogShard/name``.
  let shard: String
  /// From 0, within the shard.
  let index: Int
}
