/// A room's error that can say of which thing a file or message is not, and what was wrong. An error with a case of this name is one already.
package protocol MalformedFault: Error {
  static func malformed(_ thing: String, _ what: String) -> Self
}
