import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Recognition
import Traffic

/// Answers requests for pictures and clips. Whose evidence it is, and who may see it, was settled before.
struct EvidenceAnswer: Sendable {
  /// Sizes that can be asked for, in pixels. Each size is a view to make and to keep, so there are few.
  private static let sizes = [160, 320, 480, 640, 1280, 1600, 2560]

  let visit: Visit

  private var darkroom: Darkroom { visit.office.darkroom }

  /// The original, or with `longer` in the query a smaller copy.
  func medium(_ item: Evidence.Item) async throws -> Response {
    guard let longer = try size("longer") else { return try await original(item) }
    guard item.isPicture else { throw PageFault.badForm("A clip has no smaller copy; leave “longer” out.") }
    return try await tagged("\(item.sha256)-\(longer)") { try await darkroom.view(item, longerSide: longer) }
  }

  /// The plate enlarged.
  func closeUp(_ evidence: Evidence) async throws -> Response {
    guard let item = evidence.closeUp else { throw PageFault.notFound("close-up") }
    let width = try size("width") ?? 640
    return try await tagged("\(item.sha256)-plate-\(width)") { try await darkroom.closeUp(item, width: width) }
  }

  private func original(_ item: Evidence.Item) async throws -> Response {
    let eTag = "\"\(item.sha256)\""
    var headers: HTTPFields = [.contentType: Self.safeType(item.mimeType), .eTag: eTag, .acceptRanges: "bytes"]
    if visit.request.headers[.ifNoneMatch] == eTag { return Response(status: .notModified, headers: headers) }
    var range = try ByteRange.parse(visit.request.headers[.range], byteCount: item.byteCount)
    if let condition = visit.request.headers[.ifRange], condition != eTag { range = nil }
    let bytes = try await darkroom.original(item, range: range)
    if let range { headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(item.byteCount)" }
    return Response(status: range == nil ? .ok : .partialContent, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func tagged(_ tag: String, _ make: () async throws -> Data) async throws -> Response {
    let headers: HTTPFields = [.contentType: "image/jpeg", .eTag: "\"\(tag)\""]
    if visit.request.headers[.ifNoneMatch] == headers[.eTag] { return Response(status: .notModified, headers: headers) }
    do {
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try await make())))
    } catch is RecognitionError {
      throw PageFault.conflict("The picture cannot be decoded, so there is no smaller view of it. The original can still be opened.")
    }
  }

  private func size(_ name: String) throws(PageFault) -> Int? {
    guard let text = visit.query[name] else { return nil }
    guard let wanted = Int(text), wanted > 0, let size = Self.sizes.first(where: { $0 >= wanted }) else {
      throw .badForm("“\(name)” is a size in pixels up to \(Self.sizes.max() ?? 0).")
    }
    return size
  }

  /// Evidence is shown as the picture or clip that it is, or offered for keeping; never as a page.
  private static func safeType(_ type: String) -> String {
    ["image/jpeg", "image/png", "video/mp4"].contains(type) ? type : "application/octet-stream"
  }
}
