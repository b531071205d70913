import HTTPTypes

/// How a listener answers somebody who shows no credentials.
protocol Knocking: Sendable {
  /// - Returns: `nil` where nothing answers.
  func knock(at listener: ListenerName, _ method: HTTPRequest.Method, _ path: String) async -> KnockAnswer?
}

/// What came back, but for the body: whether there is anything to see tells the status.
struct KnockAnswer: Sendable, Hashable {
  var status: Int
  /// Names in lower case.
  var headers: [String: String]
}

/// A door with what a stranger got at one of the listeners.
struct Knock: Sendable, Hashable {
  var door: Door
  /// Where it was knocked: not only where the door belongs.
  var listener: ListenerName
  var answer: KnockAnswer?
}
