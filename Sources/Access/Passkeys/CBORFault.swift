/// Why bytes are not the CBOR that authenticators write.
public enum CBORFault: Error, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case endsEarly
  case tooLong
  case tooDeep
  /// A number that could be written with fewer bytes.
  case notShortest
  case indefinite
  /// A tag, a floating-point number, or a simple value other than `false`, `true` and `null`.
  case unsupported
  case notUTF8
  /// A key that is neither a whole number nor a text.
  case unusableKey
  /// A key that is not larger than the one before, so that it is out of order or there twice.
  case keysOutOfOrder
  case trailingBytes

  public var description: String {
    switch self {
    case .endsEarly: "It ends too early."
    case .tooLong: "It has more than \(CBOR.longest) bytes."
    case .tooDeep: "It is nested deeper than \(CBOR.deepest) levels."
    case .notShortest: "A number is written with more bytes than it needs."
    case .indefinite: "A length is left open; every length is said first."
    case .unsupported: "There is a tag, a floating-point number or a simple value; none of them has a place here."
    case .notUTF8: "A text is not UTF-8."
    case .unusableKey: "A key is neither a whole number nor a text."
    case .keysOutOfOrder: "A map's keys are not in order, or one stands there twice."
    case .trailingBytes: "Something follows its end."
    }
  }
}
