import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TransparencyLog

/// The log as everybody reads it (C2SP `tlog-tiles`): `/log/` lists its shards, and below `/log/<shard>/` lie `checkpoint` and the tiles. Belongs on
/// the public listener; anybody's page may read it, so that other people's checkers run in browsers.
struct LogReadRoutes: Sendable {
  private static let text = "text/plain; charset=utf-8"
  /// A full tile never changes.
  private static let forEver = "public, max-age=31536000, immutable"
  /// A partial one does not either, but goes when it is full.
  private static let aWhile = "public, max-age=60"
  private static let asked = "no-cache"

  private static let listPath = "/log/"
  private static let filePath = "/log/{shard}/**"
  static let paths = [listPath, filePath]

  let log: PublicLog

  func install<Context: RequestContext>(in router: Router<Context>) {
    router.get("\(Self.listPath)") { _, _ in try await list() }
    router.get("\(Self.filePath)") { request, context in
      try await file(context.parameters.getCatchAll().joined(separator: "/"), of: try context.parameters.require("shard"), request)
    }
  }

  private func list() async throws -> Response {
    var shards: [CanonicalJSON] = []
    for shard in await log.shards() {
      let state = try Checkpoint(text: await shard.log.publishedCheckpoint.text)
      shards.append(
        .object([
          "key": .text(shard.key.text), "name": .text(shard.name), "origin": .text(shard.origin), "root": .text(state.root.base64),
          "size": .number(state.size),
        ]))
    }
    return Self.answer(.ok, "application/json", Self.asked, CanonicalJSON.object(["shards": .list(shards)]).bytes)
  }

  private func file(_ path: String, of name: String, _ request: Request) async throws -> Response {
    guard path == "checkpoint" || TilePath(path) != nil, request.uri.path == "/log/\(name)/\(path)" else {
      return Self.refusal(.badRequest, "A path such as checkpoint, tile/0/x001/067 or tile/entries/000.p/8 belongs here.")
    }
    guard let shard = await log.shards().first(where: { $0.name == name }) else { return Self.refusal(.notFound, "There is no such shard; see /log/.") }
    guard let bytes = try ServedLog(shard.reader).file(path) else { return Self.refusal(.notFound, "The log has no such tile, or not yet.") }
    if path == "checkpoint" { return Self.answer(.ok, Self.text, Self.asked, bytes) }
    return Self.answer(.ok, "application/octet-stream", TilePath(path)?.width == TilePath.fullWidth ? Self.forEver : Self.aWhile, bytes)
  }

  private static func refusal(_ status: HTTPResponse.Status, _ words: String) -> Response { answer(status, text, asked, Data("\(words)\n".utf8)) }

  private static func answer(_ status: HTTPResponse.Status, _ type: String, _ caching: String, _ body: Data) -> Response {
    let headers: HTTPFields = [.contentType: type, .cacheControl: caching, .accessControlAllowOrigin: "*"]
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
