import Foundation

/// What the scripts of the warrant pages send and are answered.
enum WarrantBodies {
  struct Key: Decodable { var key: Data }
  struct Refusal: Decodable { var reason: String }
  struct Taken: Encodable { var id: String }
  struct Fingerprint: Encodable { var fingerprint: String }
  struct Words: Encodable { var message: String }

  /// What a warrant found, for the browser that can open it.
  struct Hits: Encodable {
    var release: Data
    /// The i-th belongs to the i-th hit of ``release``.
    var hits: [Hit]
    /// Bytes of the epochs' records, in the order that hits name them by.
    var records: [Data]
    var cameras: [Camera]
  }

  struct Hit: Encodable {
    var row: Data
    var token: Data
  }

  struct Camera: Encodable {
    var id: String
    var name: String
    var site: String
    var latitude: Double
    var longitude: Double
    var timeZone: String
  }

  /// What the keyholders gave, to be opened in the browser.
  struct Release: Encodable {
    var answers: [Answer]
    var refusals: [Refused]
  }

  struct Answer: Encodable {
    var holder: String
    var bytes: Data
  }

  struct Refused: Encodable {
    var holder: String
    var code: String
    var message: String
  }
}
