import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Traffic
import WebReception

/// Styles, scripts and libraries, read once at start and handed out from memory.
///
/// The catalogue of addresses is made from the files that are there, so an address that climbs out of the folder is simply not in it.
struct StaticFiles: Sendable {
  struct File: Sendable {
    var type: String
    var eTag: String
    var bytes: ByteBuffer
  }

  /// By path below `/static/`.
  let files: [String: File]
  /// Changes whenever any of the files does.
  let version: String

  /// - Parameters:
  ///   - folder: Gantry's own files.
  ///   - libraries: folder with `leaflet/` and `chart.js/`.
  init(folder: URL, libraries: URL) {
    var files: [String: File] = [:]
    Self.collect(folder, as: "", into: &files)
    Self.collect(libraries.appendingPathComponent("leaflet"), as: "lib/leaflet/", into: &files)
    Self.collect(libraries.appendingPathComponent("chart.js"), as: "lib/chart.js/", into: &files)
    if let chart = files["lib/chart.js/chart.min.js"] { files["lib/chart.js"] = chart }
    self.files = files
    let tags = files.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.eTag)" }.joined(separator: "\n")
    version = String(SHA256.hash(data: Data(tags.utf8)).hex.prefix(8))
  }

  private init(files: [String: File], version: String) {
    self.files = files
    self.version = version
  }

  /// Some of the files, under the same version.
  func only(where isServed: (String) -> Bool) -> StaticFiles { StaticFiles(files: files.filter { isServed($0.key) }, version: version) }

  /// Libraries that the pages use and that are not installed.
  var missing: [String] { ["lib/leaflet/leaflet.js", "lib/leaflet/leaflet.css", "lib/chart.js"].filter { files[$0] == nil } }

  var routes: [Route] { [.get("/static/**", .open, .nothing) { visit in try answer(visit.request) }] }

  /// A file, by its address below `/static/`.
  func answer(_ request: Request) throws(PageFault) -> Response {
    var path = request.uri.path.dropFirst("/static/".count)
    // An address with a version never changes its content; one without is asked for again each time. Modules carry the version in their path,
    // so that those they import, whose addresses are relative, carry it too.
    let pathVersion = "\(version)/"
    let isVersioned = path.hasPrefix(pathVersion) || FormFields(urlEncoded: request.uri.query ?? "")["v"] != nil
    if path.hasPrefix(pathVersion) { path = path.dropFirst(pathVersion.count) }
    guard let file = files[String(path)] else { throw .notFound("file") }
    let headers: HTTPFields = [
      .contentType: file.type, .eTag: file.eTag, .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "no-cache",
    ]
    if request.headers[.ifNoneMatch] == file.eTag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
  }

  private static func collect(_ folder: URL, as prefix: String, into files: inout [String: File]) {
    let root = folder.resolvingSymlinksInPath()
    guard let names = FileManager.default.enumerator(atPath: root.path) else { return }
    for case let name as String in names {
      guard let type = type(of: name), let bytes = try? Data(contentsOf: root.appendingPathComponent(name)) else { continue }
      files[prefix + name] = File(type: type, eTag: "\"\(SHA256.hash(data: bytes).hex.prefix(32))\"", bytes: ByteBuffer(bytes: bytes))
    }
  }

  /// - Returns: `nil` for what the pages have no use for: source maps, packed copies, notes.
  private static func type(of name: String) -> String? {
    switch name.split(separator: ".").last {
    case "js", "mjs": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "json", "geojson": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "ico": "image/x-icon"
    case "woff2": "font/woff2"
    default: nil
    }
  }
}
