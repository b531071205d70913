import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Recognition
import Storage
import Traffic
import WebReception

/// Behind the door: the notice, its pictures, and what the keeper answers.
extension PortalRoutes {
  private static let picturePixels = 1600
  private static let closeUpPixels = 640

  /// A notice that the visitor has the code of, with its case while that is there.
  private struct Opened {
    let notice: Notice
    let file: Case?
  }

  func page(_ visit: PublicVisit) async throws -> Response {
    guard let opened = try await open(visit) else { return .redirect(to: "/notice") }
    return try await show(opened, visit)
  }

  func check(_ visit: PublicVisit) async throws -> Response {
    guard let opened = try await open(visit) else { return .redirect(to: "/notice") }
    var checks: [PortalPage.Check] = []
    for (number, item) in (opened.file?.evidence.items ?? []).enumerated() {
      checks.append(PortalPage.Check(item, number: number + 1, isIntact: try await isIntact(item, visit)))
    }
    return try await show(opened, checks: checks, visit)
  }

  /// Whether the original is byte for byte what arrived; `nil` where it was destroyed.
  private func isIntact(_ item: Evidence.Item, _ visit: PublicVisit) async throws -> Bool? {
    do {
      return try await visit.desk.darkroom.matchesArrival(item)
    } catch PageFault.evidenceGone {
      return nil
    }
  }

  func picture(_ visit: PublicVisit) async throws -> Response {
    guard let opened = try await open(visit), let file = opened.file else { throw PageFault.notFound("picture") }
    guard let text = visit.context.parameters.get("place"), let place = Int(text), file.keeperPictures.indices.contains(place - 1) else {
      throw PageFault.notFound("picture")
    }
    let exhibit = file.exhibit(file.keeperPictures[place - 1])
    return try await jpeg {
      let plan = try await visit.desk.darkroom.plan(for: exhibit)
      return try await visit.desk.darkroom.view(exhibit.item, longerSide: Self.picturePixels, hiding: plan)
    }
  }

  func closeUp(_ visit: PublicVisit) async throws -> Response {
    guard let opened = try await open(visit), let file = opened.file, let item = file.evidence.closeUp else { throw PageFault.notFound("picture") }
    let exhibit = file.exhibit(item)
    return try await jpeg {
      let plan = try await visit.desk.darkroom.plan(for: exhibit)
      return try await visit.desk.darkroom.closeUp(exhibit.item, width: Self.closeUpPixels, hiding: plan)
    }
  }

  func contest(_ visit: PublicVisit) async throws -> Response {
    let form = try await visit.form()
    let (text, now) = (form.raw("text"), visit.now)
    return try await answer("contest", typed: PortalPage.Typed(text: text), visit) { try $0.contest(text, at: now) }
  }

  func nominate(_ visit: PublicVisit) async throws -> Response {
    let form = try await visit.form()
    let (name, address, now) = (form.raw("name"), form.raw("address"), visit.now)
    return try await answer("nominate", typed: PortalPage.Typed(name: name, address: address), visit) {
      try $0.nominate(name: name, address: address, at: now)
    }
  }

  private func answer(
    _ detail: String, typed: PortalPage.Typed, _ visit: PublicVisit, _ change: @escaping @Sendable (inout Case) throws -> Void
  ) async throws -> Response {
    guard let opened = try await open(visit) else { return .redirect(to: "/notice") }
    do {
      let changed = try await PortalRecord(desk: visit.desk, notice: opened.notice, source: visit.source).answer(detail, at: visit.now, change)
      await tell(changed, visit)
      return .redirect(to: "/notice/view")
    } catch let fault as KeeperFault {
      return try await show(opened, problem: fault.message, typed: typed, status: .unprocessableContent, visit)
    }
  }

  /// Tells the office's pages that listen.
  private func tell(_ changed: Case, _ visit: PublicVisit) async {
    let change = LiveEvent.CaseChange(
      id: changed.id.description, number: changed.number, kind: changed.violation.kind.rawValue, state: changed.state.rawValue,
      siteName: Surroundings(contents: visit.desk.parts.directory.current).siteName(changed.pass.site))
    visit.desk.parts.live.publish(.caseChanged(change))
  }

  /// - Returns: `nil` for whoever has no session, or none any more.
  private func open(_ visit: PublicVisit) async throws -> Opened? {
    let desk = visit.desk
    guard let token = desk.cookie.token(in: visit.request), let number = await desk.sessions.notice(for: token, at: visit.now),
      let notice = try desk.parts.store.notice(number)
    else { return nil }
    return Opened(notice: notice, file: try await desk.parts.store.case(notice.caseID))
  }

  private func show(
    _ opened: Opened, problem: String? = nil, typed: PortalPage.Typed = PortalPage.Typed(), checks: [PortalPage.Check] = [],
    status: HTTPResponse.Status = .ok, _ visit: PublicVisit
  ) async throws -> Response {
    let desk = visit.desk
    var captions: [UUID: String] = [:]
    if let file = opened.file {
      // A picture that is not there any more hides nothing.
      for item in file.keeperPictures { captions[item.id] = try? await desk.darkroom.caption(for: file.exhibit(item)) }
    }
    let page = PortalPage(
      opened.notice, file: opened.file, captions: captions, problem: problem, typed: typed, checks: checks,
      authority: desk.parts.configuration.rules.authority, payment: desk.parts.configuration.publicPage.paymentAddress(of: opened.notice.number),
      surroundings: Surroundings(contents: desk.parts.directory.current), now: visit.now)
    return desk.page(.publicNotice, page, title: "Notice \(opened.notice.number)", status: status)
  }

  private func jpeg(_ make: () async throws -> Data) async throws -> Response {
    do {
      return Response(status: .ok, headers: [.contentType: "image/jpeg"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: try await make())))
    } catch is RecognitionError {
      throw PageFault.conflict("The picture cannot be decoded, so there is no view of it. Ask the authority for it.")
    }
  }
}
