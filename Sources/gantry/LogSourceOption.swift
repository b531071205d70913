import ArgumentParser
import Foundation
import Office
import TransparencyLog
import Witnessing

/// Where a log is read, and whose signatures on it count.
struct LogSourceOption: ParsableArguments {
  @Option(help: ArgumentHelp("A log's folder, or a copy of one. Default: the server's own, `log` in its data folder."))
  var folder: String?
  @Option(help: ArgumentHelp("Where a log is served: a server's public listener, such as https://gantry.example."))
  var url: String?
  @OptionGroup var trust: LogTrustOption
  @OptionGroup var config: ConfigurationOption

  func validate() throws {
    if folder != nil, url != nil { throw ValidationError("--folder and --url exclude each other.") }
    if let url, !url.hasPrefix("https://"), !url.hasPrefix("http://") { throw ValidationError("--url takes an address that begins with https:// or http://.") }
  }

  /// The shards, the oldest first.
  /// - Parameter isWhole: whether more than their checkpoints is looked at.
  func shards(isWhole: Bool = true) async throws -> [FoundShard] {
    if let url { return try await LogDownload(url).shards(isWhole: isWhole).map { FoundShard($0) } }
    return try FoundShard.all(in: folder.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? config.configuration().logFolder)
  }

  /// The shard that a command is about: the only one, or the one that was named.
  func shard(named name: String?) async throws -> FoundShard {
    let shards = try await shards()
    guard let name else {
      guard let only = shards.first, shards.count == 1 else {
        throw CommandFailure("the log has several shards; name one with --shard: \(shards.map(\.name).joined(separator: ", "))")
      }
      return only
    }
    guard let shard = shards.first(where: { $0.name == name }) else {
      throw CommandFailure("there is no shard \(name); there are \(shards.map(\.name).joined(separator: ", "))")
    }
    return shard
  }

  /// Whose signatures count: what was named, or a server's own key for its own log.
  func policy() throws -> WitnessPolicy {
    if let named = try trust.named() { return named }
    guard folder == nil, url == nil else {
      throw CommandFailure("say whose signatures count, with --policy or --key; `gantry log key` prints a server's own, on that server")
    }
    let configuration = try config.configuration()
    let transparency = configuration.transparency
    guard FileManager.default.fileExists(atPath: transparency.key.path) else {
      throw CommandFailure("there is no key at \(transparency.key.path) yet; the first start of the server makes it")
    }
    let keys = try LogKeyFile(transparency.key).keys(origin: transparency.origin, in: configuration.logFolder, at: Date())
    return try LogTrustOption.policy(keys.map(\.text))
  }
}
