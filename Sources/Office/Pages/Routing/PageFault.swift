import HTTPTypes

/// Why a page could not be shown, in words for the person before it. Carries no plate, name or secret.
enum PageFault: Error, Sendable, Equatable {
  case notSignedIn
  case notAllowed
  /// The thing asked for is not here: `case`, `notice`, …
  case notFound(String)
  /// A form field is missing or wrong: what was wrong, what would be right.
  case badForm(String)
  /// The rules of review, or somebody who was quicker, stand against it.
  case conflict(String)
  /// The person did not confirm it with a passkey, or confirmed something else: what was wrong.
  case notConfirmed(String)
  /// Nobody comes in with this: what was wrong, in words that are the same for people who are known and unknown.
  case notLetIn(String)
  /// A form sent from another site.
  case otherOrigin
  case formTooLarge(limitBytes: Int)
  /// The picture's bytes are not the ones that arrived.
  case evidenceAltered
  /// The picture was destroyed when its time was up.
  case evidenceGone
  case rangeNotSatisfiable(byteCount: Int)
  /// Asked more often than anybody works; there is room again after so many seconds.
  case tooOften(seconds: Int)
  /// The address is there, and takes other methods; says which.
  case methodNotAllowed(String)
  /// The disk is full or does not answer.
  case unavailable

  var status: HTTPResponse.Status {
    switch self {
    case .notSignedIn, .notLetIn: .unauthorized
    case .notAllowed, .otherOrigin, .notConfirmed: .forbidden
    case .notFound: .notFound
    case .badForm: .badRequest
    case .conflict, .evidenceAltered: .conflict
    case .formTooLarge: .contentTooLarge
    case .evidenceGone: .gone
    case .rangeNotSatisfiable: .rangeNotSatisfiable
    case .tooOften: .tooManyRequests
    case .methodNotAllowed: .methodNotAllowed
    case .unavailable: .serviceUnavailable
    }
  }

  var message: String {
    switch self {
    case .notSignedIn: "Sign in first. Your session may have ended because it was not used."
    case .notAllowed: "Your role does not include this page. An administrator gives roles."
    case .notFound(let what): "There is no such \(what). It may have been destroyed when its time was up."
    case .badForm(let text), .conflict(let text), .notConfirmed(let text), .notLetIn(let text): text
    case .otherOrigin: "This form was not sent from one of Gantry's own pages, so it was not acted on."
    case .formTooLarge(let limit): "The form is larger than \(limit / 1024) KiB, so it was not read."
    case .evidenceAltered: "This picture is not byte for byte what the camera sent. It is not shown, and the case must not be decided on it."
    case .evidenceGone: "This picture has been destroyed because the time for keeping it is up."
    case .rangeNotSatisfiable(let count): "The part asked for lies outside the \(count) bytes of this object."
    case .tooOften(let seconds): "That was too often. There is room again in \(seconds) \(seconds == 1 ? "second" : "seconds")."
    case .methodNotAllowed(let allowed): "This address takes \(allowed) and nothing else."
    case .unavailable: "Gantry cannot reach its data at the moment. Nothing was changed; try again shortly."
    }
  }
}
