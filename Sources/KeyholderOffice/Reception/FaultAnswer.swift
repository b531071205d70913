import HTTPTypes
import Hummingbird
import Keyholding
import Logging

/// Turns what went wrong into a page for people, or into JSON for programs.
struct FaultAnswer {
  let desk: KeyholderDesk
  let request: Request
  let context: KeyholderContext

  func answer(_ error: any Error) -> Response {
    let isForProgram = request.uri.path.hasPrefix(Visit.programPrefix)
    if let fault = error as? PageFault, fault == .notSignedIn, !isForProgram { return .redirect(to: "/sign-in", type: .normal) }
    let (status, code, message) = Self.meaning(of: error)
    if status.code >= 500 { context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "code": "\(code)"]) }
    if let fault = error as? KeyholdingFault, fault.needsReopening { desk.alarm.ring(fault) }
    var response = isForProgram ? Response(json: FaultBody(code: code, message: message), status: status) : page(message, status)
    if status == .serviceUnavailable || status == .tooManyRequests { response.headers[.retryAfter] = "20" }
    return response
  }

  private func page(_ message: String, _ status: HTTPResponse.Status) -> Response {
    let layout = desk.layout("Not possible", for: context.judge)
    return desk.templates.render(.error, PageModel(layout: layout, body: ErrorPage(message: message)), status: status)
  }

  /// Status, name and words of an error. What was not foreseen is not told: it may hold what whoever asks must not see.
  static func meaning(of error: any Error) -> (HTTPResponse.Status, code: String, message: String) {
    switch error {
    case let fault as PageFault: (fault.status, fault.code, fault.message)
    case let fault as KeyholdingFault: (fault.status, fault.code, "\(fault)")
    case let fault as PolicyFaults: (.conflict, "policy", "\(fault)")
    case let fault as any HTTPResponseError: (fault.status, "http", fault.status.reasonPhrase)
    default: (.internalServerError, "internal", "Something broke. Nothing was changed; whoever runs the keyholder finds more in its log.")
    }
  }
}

/// What a program is told.
struct FaultBody: Encodable {
  let code: String
  let message: String
}

/// What a person is told.
struct ErrorPage: Sendable {
  let message: String
}
