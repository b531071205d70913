import HTTPTypes

/// What a person reads when something is refused or goes wrong.
struct ErrorPage: Sendable {
  var status: String
  var is400: Bool
  var is403: Bool
  var is404: Bool
  var is500: Bool
  var is503: Bool
  var isOther: Bool
  var message: String?
  /// To find the entry in the server's log by; `nil` where the fault is not the server's, which is not logged.
  var reference: String?

  init(_ status: HTTPResponse.Status, message: String?, reference: String?) {
    self.status = String(status.code)
    is400 = status.code == 400
    is403 = status.code == 403
    is404 = status.code == 404
    is500 = status.code == 500
    is503 = status.code == 503
    isOther = ![400, 403, 404, 500, 503].contains(status.code)
    self.message = message
    self.reference = reference
  }

  /// The page's title.
  static func title(_ status: HTTPResponse.Status) -> String {
    switch status.code {
    case 400: "Not understood"
    case 401: "Sign in first"
    case 403: "Not allowed"
    case 404: "Not found"
    case 409: "Not possible any more"
    case 410: "Destroyed"
    case 413: "Too large"
    case 429: "Too often"
    case 503: "Not available"
    case 400..<500: "Not possible"
    default: "Something broke"
    }
  }
}
