import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Traffic

/// Styles and icons, read once at start and handed out from memory. An address that climbs out of the folder is simply not among them.
struct StaticFiles: Sendable {
  struct File: Sendable {
    let type: String
    let eTag: String
    let bytes: ByteBuffer
  }

  /// By path below `/static/`.
  let files: [String: File]
  /// Changes whenever any of the files does.
  let version: String

  init(folders: [URL]) {
    var files: [String: File] = [:]
    for folder in folders { Self.collect(folder, into: &files) }
    self.files = files
    let tags = files.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.eTag)" }.joined(separator: "\n")
    version = String(SHA256.hash(data: Data(tags.utf8)).hex.prefix(8))
  }

  var routes: [Route] { [.get("/static/**", .open) { visit in try answer(visit) }] }

  private func answer(_ visit: Visit) throws -> Response {
    guard let file = files[String(visit.request.uri.path.dropFirst("/static/".count))] else { throw PageFault.notFound("file") }
    // An address with a version never changes its content; one without is asked for again each time.
    let isVersioned = visit.request.uri.queryParameters["v"] != nil
    let headers: HTTPFields = [
      .contentType: file.type, .eTag: file.eTag, .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "no-cache",
    ]
    if visit.request.headers[.ifNoneMatch] == file.eTag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
  }

  private static func collect(_ folder: URL, into files: inout [String: File]) {
    let root = folder.resolvingSymlinksInPath()
    guard let names = FileManager.default.enumerator(atPath: root.path) else { return }
    for case let name as String in names {
      guard let type = type(of: name), let bytes = try? Data(contentsOf: root.appending(path: name)) else { continue }
      files[name] = File(type: type, eTag: "\"\(SHA256.hash(data: bytes).hex.prefix(32))\"", bytes: ByteBuffer(bytes: bytes))
    }
  }

  /// - Returns: `nil` for what these pages have no use for, scripts among them.
  private static func type(of name: String) -> String? {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}
