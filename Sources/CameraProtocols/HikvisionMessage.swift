import Foundation
import Traffic

/// A push taken apart: the alert, and what came with it. Parts are told by their bytes and claims, never by their order.
struct HikvisionMessage {
  /// The XML document; `nil` where the push has none.
  private(set) var alert: Data?
  /// Parts that are, or claim to be, pictures.
  private(set) var pictures: [MultipartPart] = []
  /// Radar variants send some events in JSON.
  private var json: Data?

  init(_ request: CameraRequest) throws(DecodingFault) {
    guard !request.body.isEmpty else { throw DecodingFault(.emptyBody, "the body is empty; send an EventNotificationAlert") }
    let header = MIMEHeader(request.contentType ?? "")
    if header.value.hasPrefix("multipart/") {
      for part in try MultipartBody(request.body, header: header).parts { try take(part) }
      guard alert != nil || json != nil else { throw DecodingFault(.missingPart, "the body has no part with an EventNotificationAlert") }
    } else if Self.isXML(request.body) {
      alert = request.body
    } else if request.body.firstMeaningfulByte == UInt8(ascii: "{") {
      json = request.body
    } else if CompressedBytes.begin(request.body) {
      throw DecodingFault(.unsupportedEncoding, "the body is compressed; send XML without Content-Encoding")
    } else {
      throw DecodingFault(.unsupportedType, "the body is neither an EventNotificationAlert in XML nor multipart with one")
    }
  }

  private mutating func take(_ part: MultipartPart) throws(DecodingFault) {
    // A device whose camera failed still announces the picture, and sends nothing. The read in the alert is worth keeping.
    guard !part.content.isEmpty else { return }
    let claimsPicture = part.contentType?.hasPrefix("image/") ?? false
    if MediaFormat(part.content) != nil || claimsPicture {
      pictures.append(part)
    } else if Self.isXML(part.content) || part.contentType?.hasSuffix("xml") ?? false {
      guard alert == nil else { throw DecodingFault(.duplicatePart, "the body has more than one XML part") }
      alert = part.content
    } else if json == nil, part.content.firstMeaningfulByte == UInt8(ascii: "{") {
      json = part.content
    }
  }

  /// Whether it begins like XML, in UTF-8 or, by the byte order mark, in UTF-16.
  private static func isXML(_ bytes: Data) -> Bool {
    bytes.firstMeaningfulByte == UInt8(ascii: "<") || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  /// The name of an event that came in JSON only.
  func otherEvent() throws(DecodingFault) -> String {
    guard let json else { throw DecodingFault(.missingPart, "the body has no EventNotificationAlert") }
    let event = try JSONBody(json).decode(Event.self)
    guard event.eventType.lowercased() != "anpr" else { throw DecodingFault(.unsupportedType, "ANPR alerts are taken in XML; set the device to XML") }
    return VendorWords.counterName(event.eventType)
  }

  private struct Event: Decodable {
    var eventType: String
  }
}
