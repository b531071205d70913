import Foundation

extension UUID {
  /// The sixteen bytes: what an authenticator knows a person by. Random, so that it says nothing about them (WebAuthn Level 3, section 14.6.1).
  var userHandle: Data { withUnsafeBytes(of: uuid) { Data($0) } }
}
