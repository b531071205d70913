import Foundation

/// The JSON that a keyholder's program speaks. Bytes are base64.
enum KeyholderWire {
  struct Status: Decodable {
    var holder: String
    var identity: Data
    var treeSize: Int
    var treeSizes: [String: Int]?
    var days: [String]
    /// Absent from a keyholder of an earlier version.
    var heldDays: [String]?
  }

  /// What a keyholder without a network says in its file.
  struct Handover: Decodable {
    var holder: String
    var dayKeys: [Data]
    var days: [String]
    var heldDays: [String]
    var treeSizes: [String: Int]
  }

  struct DayKeys: Decodable { var dayKeys: [Data] }
  struct Custody: Decodable { var record: Data }
  /// The commitment in hexadecimal digits.
  struct Taken: Decodable { var commitment: String }

  struct Decision: Decodable {
    var state: String
    var reason: String?
    var answer: Data?
  }

  struct Words: Decodable {
    var code: String?
    var message: String?
  }
}
