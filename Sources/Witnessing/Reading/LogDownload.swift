import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import TransparencyLog

/// Fetches a public log from where everybody reads it.
public struct LogDownload: Sendable {
  private static let timeLimit = TimeAmount.seconds(30)
  /// A full bundle of the longest entries.
  private static let longestFile = 256 * (2 + 65_535)
  /// Files that are asked for at the same time.
  private static let lanes = 8

  private let address: String

  /// - Parameter address: of the public listener, such as `https://gantry.example`; with or without `/log/`.
  public init(_ address: String) {
    let plain = address.hasSuffix("/") ? String(address.dropLast()) : address
    self.address = plain.hasSuffix("/log") ? plain : "\(plain)/log"
  }

  /// All shards, the oldest first.
  /// - Parameter isWhole: whether everything is fetched, or the checkpoints alone.
  /// - Throws: ``LogDownloadFault``.
  public func shards(isWhole: Bool) async throws -> [FetchedShard] {
    guard let list = try await fetch("/"), let shards = try? JSONDecoder().decode(ShardList.self, from: list).shards else {
      throw LogDownloadFault("\(address)/ is no list of a log's shards")
    }
    var found: [FetchedShard] = []
    for name in shards.map(\.name) {
      guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }), !name.isEmpty else {
        throw LogDownloadFault("\(address)/ names a shard that cannot be one")
      }
      found.append(FetchedShard(name: name, reader: FetchedLog(files: try await files(of: name, isWhole: isWhole))))
    }
    return found
  }

  private func files(of shard: String, isWhole: Bool) async throws -> [String: Data] {
    guard let checkpoint = try await fetch("/\(shard)/checkpoint") else { return [:] }
    var files = ["checkpoint": checkpoint]
    guard isWhole, let note = try? SignedNote(bytes: checkpoint), let state = try? Checkpoint(text: note.text) else { return files }
    var rest = PublishedLog.files(ofSize: state.size)[...]
    try await withThrowingTaskGroup(of: (String, Data?).self) { group in
      func next() {
        guard let path = rest.popFirst() else { return }
        group.addTask { (path, try await fetch("/\(shard)/\(path)")) }
      }
      for _ in 0..<Self.lanes { next() }
      while let (path, bytes) = try await group.next() {
        files[path] = bytes
        next()
      }
    }
    return files
  }

  /// - Returns: `nil` where there is no such file.
  private func fetch(_ path: String) async throws -> Data? {
    do {
      let answer = try await HTTPClient.shared.execute(HTTPClientRequest(url: address + path), timeout: Self.timeLimit)
      if answer.status == .notFound { return nil }
      guard answer.status == .ok else { throw LogDownloadFault("\(address)\(path) answers \(answer.status.code)") }
      return Data(buffer: try await answer.body.collect(upTo: Self.longestFile))
    } catch let fault as LogDownloadFault {
      throw fault
    } catch {
      throw LogDownloadFault("\(address)\(path) cannot be fetched: is it the address of a public listener that is running?")
    }
  }

  private struct ShardList: Decodable {
    struct Shard: Decodable { var name: String }
    var shards: [Shard]
  }
}

/// A log's files in memory.
private struct FetchedLog: LogReader {
  let files: [String: Data]

  func read(_ path: String) throws(TransparencyFault) -> Data? { files[path] }
}
