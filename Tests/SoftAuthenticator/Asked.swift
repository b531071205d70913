import Access
import Foundation

/// What a browser reads of the options that the office gives it.
struct Asked {
  let challenge: String
  /// In options for a new credential.
  let userID: String

  init(_ options: some Encodable) throws {
    let fields = try JSONDecoder().decode(Fields.self, from: JSONEncoder().encode(options))
    challenge = fields.challenge
    userID = fields.user?.id ?? ""
  }

  private struct Fields: Decodable {
    struct User: Decodable {
      let id: String
    }

    let challenge: String
    let user: User?
  }
}
