/// What is wrong with a JSON document, and at which of its fields. Holds no value: it could be a plate.
struct JSONFault: Error {
  private enum Kind { case malformed, missing, null, value(String) }

  private let kind: Kind
  private var path = ""

  private init(_ kind: Kind) { self.kind = kind }

  static let malformed = JSONFault(.malformed)
  /// A field that has to be there is not.
  static let missing = JSONFault(.missing)
  /// A field is there without a value.
  static let null = JSONFault(.null)
  static func value(_ wanted: String) -> JSONFault { JSONFault(.value(wanted)) }

  /// The fault of what holds the faulty field under this name.
  func under(_ name: String) -> JSONFault {
    var fault = self
    fault.path = path.isEmpty || path.hasPrefix("[") ? name + path : "\(name).\(path)"
    return fault
  }

  func under(_ index: Int) -> JSONFault { under("[\(index)]") }
}

extension DecodingFault {
  init(_ fault: JSONFault) { self = fault.forDevices }
}

extension JSONFault {
  fileprivate var forDevices: DecodingFault {
    switch kind {
    case .malformed: DecodingFault(.malformedJSON, "the body is not well-formed JSON")
    case .missing: DecodingFault(.missingField, "`\(path)` is missing")
    case .null: DecodingFault(.missingField, "`\(path)` has no value")
    case .value(let wanted): DecodingFault(.badValue, path.isEmpty ? "the body has to be \(wanted)" : "`\(path)` has to be \(wanted)")
    }
  }
}
