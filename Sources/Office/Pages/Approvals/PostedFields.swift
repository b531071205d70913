import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Traffic
import WebReception

/// What a form or a script posted, read before the handler reads it, so that it can be confirmed first.
struct PostedFields: Sendable {
  /// The field in which the confirmation comes.
  static let approvalField = "approval"
  /// Under this name the approval has what would be done, in words; no form has such a field.
  static let wordsField = "words"
  /// What this field says when the form only asks what is to be confirmed.
  static let question = "ask"
  /// Longer values stand in the approval by their hash.
  private static let longestValueBytes = 400

  /// Without the confirmation.
  let fields: FormFields
  let approval: String?

  var isQuestion: Bool { approval == Self.question }

  private init(_ posted: FormFields) {
    approval = posted[Self.approvalField]
    var fields = posted
    fields.set(Self.approvalField, to: nil)
    self.fields = fields
  }

  /// The fields by name, as an approval has them. Of what came more than once each value has its place.
  /// - Throws: ``PageFault/badForm(_:)`` for names that no form of ours has: two forms must never read the same in an approval.
  func terms(withholding withheld: Set<String>) throws(PageFault) -> [String: String] {
    var terms: [String: String] = [:]
    for (name, group) in Dictionary(grouping: fields.pairs, by: \.name) where !withheld.contains(name) {
      guard name != Self.wordsField, name.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }) else {
        throw .badForm("The form has a field that does not belong there. Reload the page and try again.")
      }
      for (place, pair) in group.enumerated() {
        terms[group.count == 1 ? name : "\(name)[\(place)]"] = Self.term(pair.value.replacing("\r\n", with: "\n"))
      }
    }
    return terms
  }

  private static func term(_ value: String) -> String {
    value.utf8.count <= longestValueBytes ? value : "sha256:\(SHA256.hash(data: Data(value.utf8)).hex)"
  }
}

extension PostedFields {
  /// Reads a visit's body.
  /// - Returns: The fields, and the visit with the body in it again for the handler.
  /// - Throws: ``PageFault/badForm(_:)`` for what is neither a form nor a JSON object, ``PageFault/formTooLarge(limitBytes:)``.
  static func read(_ visit: Visit) async throws -> (PostedFields, Visit) {
    let body: ByteBuffer
    do {
      body = try await visit.request.body.collect(upTo: Visit.maximumFormBytes)
    } catch is NIOTooManyBytesError {
      throw PageFault.formTooLarge(limitBytes: Visit.maximumFormBytes)
    }
    let again = visit.with(body)
    guard visit.request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
      return (PostedFields(try await again.form()), again)
    }
    return (PostedFields(try members(Data(body.readableBytesView))), again)
  }

  /// The members of a JSON object: texts as they are, everything else as JSON.
  private static func members(_ json: Data) throws(PageFault) -> FormFields {
    guard let object = (try? JSONSerialization.jsonObject(with: json)) as? [String: Any] else {
      throw .badForm("The body is not the JSON that belongs here.")
    }
    var fields = FormFields()
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      if let text = value as? String {
        fields.set(name, to: text)
      } else if let bytes = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed]) {
        fields.set(name, to: String(decoding: bytes, as: UTF8.self))
      }
    }
    return fields
  }
}
