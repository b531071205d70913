import Foundation
import TransparencyLog

/// The one way in which an act is written and read.
extension Act {
  private static let thing = "gantry approval"

  /// The fields by their names.
  var json: CanonicalJSON {
    .object([
      "verb": .text(verb), "subject": .text(subject), "terms": .object(terms.mapValues { .text($0) }), "person": .text(person.uuidString.lowercased()),
      "at": .text(at.secondText), "nonce": .bytes(nonce),
    ])
  }

  init(_ json: CanonicalJSON) throws(AccessFault) {
    var fields = try CanonicalFieldReader<AccessFault>(json, of: Self.thing)
    let (verb, subject) = (try fields.text("verb"), try fields.text("subject"))
    guard let person = UUID(lowercased: try fields.text("person")) else { throw fields.fault("`person` is not a lower-case UUID.") }
    guard case .object(let written) = try fields.value("terms") else { throw fields.fault("`terms` is not an object.") }
    var terms: [String: String] = [:]
    for (name, value) in written {
      guard case .text(let text) = value else { throw fields.fault("a term is not a text.") }
      terms[name] = text
    }
    self.init(
      verb: verb, subject: subject, terms: terms, person: person, at: try fields.instant("at"), nonce: try fields.bytes("nonce", count: Self.nonceBytes))
    try fields.finish()
  }
}

extension UUID {
  /// - Returns: `nil` for every way to write it but the one with small letters.
  init?(lowercased text: String) {
    guard let id = UUID(uuidString: text), id.uuidString.lowercased() == text else { return nil }
    self = id
  }
}
