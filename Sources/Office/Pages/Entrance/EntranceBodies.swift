import Access

/// What the scripts of the entrance send and are answered.
enum EntranceBodies {
  /// The most bytes that one of them may have: an authenticator's answer has about one KiB.
  static let longest = 48 * 1024

  struct Link: Decodable { var token: String }

  struct Enrolment: Decodable {
    var token: String
    var name: String
    var answer: RegistrationAnswer
  }

  struct SignIn: Decodable {
    var answer: AssertionAnswer
    var next: String?
  }

  /// Another passkey of somebody who is signed in.
  struct NewPasskey: Decodable {
    var name: String
    var answer: RegistrationAnswer
  }

  struct Next: Encodable { var next: String }
}
