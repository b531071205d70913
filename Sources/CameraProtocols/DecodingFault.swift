/// Why a body could not be decoded. The body itself is kept and shown in the queue of unparsed requests.
public struct DecodingFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// A stable word for programs and statistics.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The content type is none that this dialect has.
    case unsupportedType
    /// The body, or a part of it, is compressed or in an encoding that is not taken.
    case unsupportedEncoding
    case tooLarge
    case emptyBody
    case malformedMultipart
    /// The body ends before its last boundary.
    case truncatedBody
    case tooManyParts
    /// Two parts claim the same place.
    case duplicatePart
    /// A picture is announced but did not come.
    case missingPart
    case malformedJSON
    case malformedXML
    /// Objects or elements nested deeper than ``BodyLimits`` allows.
    case tooDeep
    /// XML with a document type or entities, which no camera needs.
    case entityDeclared
    case missingField
    /// A field with a value outside what it can mean.
    case badValue
    case badTime
    /// The device's clock is so wrong that the capture cannot be placed.
    case clockOutOfBound
    /// A JPEG without its end.
    case truncatedPicture
    /// Announced as a picture, but neither JPEG nor MP4.
    case unsupportedPicture
    /// The body names another device than the key belongs to.
    case deviceMismatch
    /// The camera declares a violation by a code that no table maps.
    case unmappedViolation
  }

  public var code: Code
  /// What was wrong and what would be right. Holds no value from the body, so that it can be logged.
  public var message: String

  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  init(_ code: Code, _ message: String) {
    self.init(code: code, message: message)
  }

  public var description: String { "\(code.rawValue): \(message)" }
}
