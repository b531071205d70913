import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage
import WebReception

/// Turns what went wrong into a page for people, or into JSON for scripts.
struct FaultAnswer: Sendable {
  let office: OfficeDesk
  let request: Request
  let context: OfficeRequestContext

  func answer(_ error: any Error) async -> Response {
    if let fault = error as? PageFault, fault == .notSignedIn, !wantsJSON { return signIn() }
    let (status, message) = Self.meaning(of: error)
    // The end of a request's id counts; its beginning is the same for all requests of a process.
    let reference = String(context.id.suffix(8))
    let isOurs = status.code >= 500
    if isOurs {
      context.logger.error("page failed", metadata: ["path": "\(request.uri.path)", "reference": "\(reference)", "error": "\(error)"])
    }
    var response = wantsJSON ? json(status, message) : await page(status, message, isOurs ? reference : nil)
    if case .rangeNotSatisfiable(let count)? = error as? PageFault { response.headers[.contentRange] = "bytes */\(count)" }
    if status == .serviceUnavailable { response.headers[.retryAfter] = "5" }
    return response
  }

  /// Status and words of an error. What was not foreseen is not told to the person: it may hold what they must not see.
  static func meaning(of error: any Error) -> (HTTPResponse.Status, String?) {
    switch error {
    case let fault as PageFault: return (fault.status, fault.message)
    case let fault as ReviewFault: return (.conflict, fault.message)
    case let fault as HoldFault: return (.conflict, fault.message)
    case let fault as AccessFault: return (.conflict, fault.description)
    case let fault as PasskeyFault: return (.unprocessableContent, fault.description)
    case let fault as RecoveryFault: return (fault == .busy ? .serviceUnavailable : .unprocessableContent, fault.description)
    case let fault as StorageFault: return meaning(of: fault)
    case let fault as any HTTPResponseError: return (fault.status, nil)
    default: return (.internalServerError, nil)
    }
  }

  private static func meaning(of fault: StorageFault) -> (HTTPResponse.Status, String?) {
    switch fault {
    case .notFound: (.notFound, nil)
    case .changedMeanwhile: (.conflict, "Somebody else changed this meanwhile. Nothing of yours was stored.")
    case .full, .failed, .inUse: (.serviceUnavailable, PageFault.unavailable.message)
    case .keys, .damaged: (.internalServerError, nil)
    }
  }

  private var wantsJSON: Bool {
    request.uri.path.hasPrefix("/data/") || request.uri.path == "/events" || request.headers[.accept]?.contains("application/json") == true
  }

  /// Sends a stranger to the entrance and, after reading, back to where they wanted to go.
  private func signIn() -> Response {
    var fields = FormFields()
    if request.method == .get, request.uri.path != "/" {
      fields.set("next", to: request.uri.path + (request.uri.query.map { "?\($0)" } ?? ""))
    }
    return .redirect(to: fields.pairs.isEmpty ? "/sign-in" : "/sign-in?\(fields.urlEncoded)", type: .normal)
  }

  private func json(_ status: HTTPResponse.Status, _ message: String?) -> Response {
    let body = FaultBody(error: .init(status: status.code, message: message ?? ErrorPage.title(status)))
    return (try? Response(json: body, status: status)) ?? Response(status: status)
  }

  private func page(_ status: HTTPResponse.Status, _ message: String?, _ reference: String?) async -> Response {
    let model = ErrorPage(status, message: message, reference: reference)
    let waiting = (try? await office.waiting.current()) ?? WaitingWork()
    let layout = office.layout(ErrorPage.title(status), for: context.person, at: nil, waiting: waiting, flash: nil)
    return office.templates.render(.error, PageModel(layout: layout, body: model), status: status)
  }
}

/// What a script is told.
struct FaultBody: Encodable {
  struct Words: Encodable {
    var status: Int
    var message: String
  }

  var error: Words
}
