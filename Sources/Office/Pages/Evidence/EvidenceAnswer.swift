import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Recognition
import Traffic
import WebReception

/// Answers requests for pictures and clips. Whose evidence it is, and who may see it, was settled before.
struct EvidenceAnswer: Sendable {
  /// Large enough for every pixel of the pictures that can be decoded: a view of this size hides and does not shrink.
  static let fullSize = 8192
  /// Sizes that can be asked for, in pixels. Each size is a view to make and to keep, so there are few.
  private static let sizes = [160, 320, 480, 640, 1280, 1600, 2560, fullSize]
  /// Says with every view what it hides, as a word of `RedactionPlan.Extent`.
  private static let redacted = HTTPField.Name("Gantry-Redacted")

  let visit: Visit

  private var darkroom: Darkroom { visit.office.darkroom }

  /// A picture without those it is not about, in the size that `longer` in the query asks for, or as large as it is.
  func view(_ exhibit: Exhibit) async throws -> Response {
    let longer = try size("longer") ?? Self.fullSize
    return try await view(exhibit, named: "\(longer)") { try await darkroom.view(exhibit.item, longerSide: longer, hiding: $0) }
  }

  /// The plate enlarged.
  func closeUp(_ exhibit: Exhibit?) async throws -> Response {
    guard let exhibit else { throw PageFault.notFound("close-up") }
    let width = try size("width") ?? 640
    return try await view(exhibit, named: "plate-\(width)") { try await darkroom.closeUp(exhibit.item, width: width, hiding: $0) }
  }

  /// The bytes that came from the camera, whole or the part that was asked for. They hide nobody.
  func original(_ item: Evidence.Item) async throws -> Response {
    let eTag = "\"\(item.sha256)\""
    var headers: HTTPFields = [.contentType: Self.safeType(item.mimeType), .eTag: eTag, .acceptRanges: "bytes"]
    if visit.request.headers[.ifNoneMatch] == eTag { return Response(status: .notModified, headers: headers) }
    var range = try ByteRange.parse(visit.request.headers[.range], byteCount: item.byteCount)
    if let condition = visit.request.headers[.ifRange], condition != eTag { range = nil }
    let bytes = try await darkroom.original(item, range: range)
    if let range { headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(item.byteCount)" }
    return Response(status: range == nil ? .ok : .partialContent, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func view(_ exhibit: Exhibit, named name: String, _ make: (RedactionPlan) async throws -> Data) async throws -> Response {
    do {
      let plan = try await darkroom.plan(for: exhibit)
      var headers: HTTPFields = [.contentType: "image/jpeg", .eTag: "\"\(exhibit.item.sha256)-\(plan.hashValue)-\(name)\""]
      if let redacted = Self.redacted { headers[redacted] = plan.extent.rawValue }
      if visit.request.headers[.ifNoneMatch] == headers[.eTag] { return Response(status: .notModified, headers: headers) }
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try await make(plan))))
    } catch is RecognitionError {
      throw PageFault.conflict("The picture cannot be decoded, so there is no view of it. Its original can be opened by those who may see originals.")
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
