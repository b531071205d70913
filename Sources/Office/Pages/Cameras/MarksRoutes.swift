import Access
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Recognition
import Storage
import Traffic

/// Stop line and red lamp of a video camera: the page, its picture, and what is stored.
struct MarksRoutes: Sendable {
  private static let gate = Gate.needs(.drawMarks)

  var routes: [Route] {
    [
      .get("/cameras/{id}/marks", Self.gate, .nothing) { visit in try await page(try Self.camera(visit), visit) },
      .get("/cameras/{id}/frame", Self.gate, .glances(.cameraPicture)) { visit in try Self.frame(visit) },
      .get("/data/cameras/{id}/watch", Self.gate, .nothing) { visit in try Response(json: Self.watch(of: try Self.camera(visit), visit)) },
      .post("/cameras/{id}/marks", Self.gate, .change(.camera)) { visit in try await save(visit) },
      .post("/cameras/{id}/marks/remove", Self.gate, .change(.camera)) { visit in
        try await store(nil, of: try Self.camera(visit), visit, said: .marksRemoved)
      },
    ]
  }

  private func page(
    _ camera: Camera, _ visit: Visit, form: MarksForm? = nil, problem: String? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let address = try visit.office.parts.store.stream(of: camera.id)
    let model = MarksPage(
      camera, host: address.flatMap { try? StreamAddress($0) }?.host, watch: Self.watch(of: camera, visit), surroundings: visit.surroundings,
      form: form, problem: problem)
    return try await visit.office.page(.marks, model, title: "Stop line and lamp", at: .cameras, for: visit, status: status)
  }

  private static func watch(of camera: Camera, _ visit: Visit) -> WatchState {
    let parts = visit.office.parts
    return WatchState(
      parts.frames.condition(of: camera.id), view: parts.frames.view(of: camera.id, now: visit.now), isEnabled: camera.isEnabled,
      canRead: parts.reader != nil, now: visit.now)
  }

  /// The latest view, in which plates and windscreens are covered.
  private static func frame(_ visit: Visit) throws -> Response {
    guard let view = visit.office.parts.frames.view(of: try camera(visit).id, now: visit.now) else { throw PageFault.notFound("picture yet") }
    return Response(status: .ok, headers: [.contentType: "image/jpeg"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: view.jpeg)))
  }

  private func save(_ visit: Visit) async throws -> Response {
    let camera = try Self.camera(visit)
    let form = MarksForm(try await visit.form())
    let marks: VideoMarks
    do throws(PageFault) {
      marks = try form.marks()
    } catch {
      return try await page(camera, visit, form: form, problem: error.message, status: .unprocessableContent)
    }
    return try await store(marks, of: camera, visit, said: .marksSaved)
  }

  private func store(_ marks: VideoMarks?, of camera: Camera, _ visit: Visit, said: Said) async throws -> Response {
    let person = try visit.person
    let parts = visit.office.parts
    try parts.store.setMarks(marks, of: camera.id)
    // So that the next page shows it already; the watch follows by the same.
    try parts.directory.refresh(from: parts.store)
    parts.logger.info("marks changed", metadata: ["camera": "\(camera.id)", "by": "\(person.id)", "what": "\(said.rawValue)"])
    return .redirect(to: "/cameras/\(camera.id)/marks?said=\(said.rawValue)")
  }

  private static func camera(_ visit: Visit) throws(PageFault) -> Camera {
    let name = try visit.parameter("id", "video camera")
    guard let id = CameraID(rawValue: name), let camera = visit.surroundings.camera(id), camera.dialect == .video else {
      throw .notFound("video camera")
    }
    return camera
  }
}
