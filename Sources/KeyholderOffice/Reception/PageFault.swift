import HTTPTypes

/// Why a page could not be shown or a program was not served, in words for whoever meets it. Carries no plate, name or secret.
enum PageFault: Error, Sendable, Equatable {
  case notSignedIn
  /// The thing asked for is not here: `request`, `day`, …
  case notFound(String)
  /// A form field or a body is missing or wrong: what was wrong, what would be right.
  case badForm(String)
  /// A form sent from another site.
  case otherOrigin
  case tooLarge(limitBytes: Int)
  /// Too much at a time.
  case tooMany
  /// Too many passphrases in too short a time.
  case tooManyTries

  var status: HTTPResponse.Status {
    switch self {
    case .notSignedIn: .unauthorized
    case .notFound: .notFound
    case .badForm: .badRequest
    case .otherOrigin: .forbidden
    case .tooLarge: .contentTooLarge
    case .tooMany, .tooManyTries: .tooManyRequests
    }
  }

  /// The fault's name for programs.
  var code: String {
    switch self {
    case .notSignedIn: "not-signed-in"
    case .notFound: "not-found"
    case .badForm: "malformed"
    case .otherOrigin: "other-origin"
    case .tooLarge: "too-large"
    case .tooMany, .tooManyTries: "too-many"
    }
  }

  var message: String {
    switch self {
    case .notSignedIn: "Sign in first. Your session may have ended because it was not used."
    case .notFound(let what): "There is no such \(what). It may have been removed when its time was up."
    case .badForm(let text): text
    case .otherOrigin: "This was not sent from one of the keyholder's own pages, so it was not acted on."
    case .tooLarge(let limit): "The body is larger than \(limit) bytes, so it was not read."
    case .tooMany: "Too much is being asked at once. Ask again in a moment."
    case .tooManyTries: "Too many passphrases were tried. Wait a minute, then try again."
    }
  }
}
