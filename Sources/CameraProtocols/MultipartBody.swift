import Foundation

/// A multipart body (RFC 2046, RFC 7578) taken apart, in one pass over its bytes.
///
/// Lenient where cameras are sloppy: bare line feeds, missing part headers, text before the first boundary, boundaries that begin with dashes.
/// Strict where it would matter: a body without its closing boundary was cut off, and compressed parts are refused.
struct MultipartBody {
  let parts: [MultipartPart]

  /// - Parameters:
  ///   - body: the bytes, with indices from 0.
  ///   - header: the parsed `Content-Type` of the request.
  init(_ body: Data, header: MIMEHeader) throws(DecodingFault) {
    guard let boundary = header.parameters["boundary"], (1...200).contains(boundary.utf8.count) else {
      throw DecodingFault(.malformedMultipart, "the content type names no boundary of 1 to 200 characters")
    }
    let delimiters = try Self.delimiters(in: body, marker: Array("--\(boundary)".utf8))
    var parts: [MultipartPart] = []
    for (delimiter, next) in zip(delimiters, delimiters.dropFirst()) {
      parts.append(try Self.part(delimiter.end..<max(delimiter.end, next.start), of: body, number: parts.count + 1))
    }
    self.parts = parts
  }

  /// A boundary line: where it starts (the line break before it included), where what follows begins, and whether it is the last.
  private struct Delimiter {
    var start: Int
    var end: Int
    var isLast: Bool
  }

  private static func delimiters(in body: Data, marker: [UInt8]) throws(DecodingFault) -> [Delimiter] {
    let found = body.withUnsafeBytes { scan($0, for: marker) }
    guard let last = found.last else {
      throw DecodingFault(.malformedMultipart, "the boundary that the content type names does not occur in the body")
    }
    guard found.count <= BodyLimits.parts + 1 else { throw DecodingFault(.tooManyParts, "a body has at most \(BodyLimits.parts) parts") }
    guard last.isLast else { throw DecodingFault(.truncatedBody, "the body ends without its closing boundary") }
    guard found.count > 1 else { throw DecodingFault(.malformedMultipart, "the body has no parts") }
    return found
  }

  /// Looks at line starts only, so the time is linear in the body's size whatever the boundary looks like. Stops at the closing boundary, or
  /// when there are more than anyone may send.
  private static func scan(_ bytes: UnsafeRawBufferPointer, for marker: [UInt8]) -> [Delimiter] {
    var found: [Delimiter] = []
    var line = 0
    while line + marker.count <= bytes.count, found.count <= BodyLimits.parts + 1 {
      if let delimiter = delimiter(at: line, in: bytes, marker: marker) {
        found.append(delimiter)
        if delimiter.isLast { break }
        line = delimiter.end
      } else {
        guard let feed = bytes.firstOffset(of: .lineFeed, from: line) else { break }
        line = feed + 1
      }
    }
    return found
  }

  private static func delimiter(at line: Int, in bytes: UnsafeRawBufferPointer, marker: [UInt8]) -> Delimiter? {
    guard bytes.holds(marker, at: line) else { return nil }
    var end = line + marker.count
    let isLast = bytes.holds([.dash, .dash], at: end)
    if isLast { end += 2 }
    while end < bytes.count, bytes[end] == .space || bytes[end] == .tab { end += 1 }
    if end < bytes.count, bytes[end] == .carriageReturn { end += 1 }
    // A longer line only begins like the boundary. After the closing one anything may follow.
    guard isLast || (end < bytes.count && bytes[end] == .lineFeed) else { return nil }
    var start = line
    if start > 0 { start -= 1 }
    if start > 0, bytes[start - 1] == .carriageReturn { start -= 1 }
    return Delimiter(start: start, end: min(end + 1, bytes.count), isLast: isLast)
  }

  private static func part(_ range: Range<Int>, of body: Data, number: Int) throws(DecodingFault) -> MultipartPart {
    let contentStart = try contentStart(in: range, of: body, number: number)
    let fields = headerFields(body[range.lowerBound..<contentStart])
    if let encoding = fields["content-encoding"], encoding.value != "identity" {
      throw DecodingFault(.unsupportedEncoding, "part \(number) is compressed; send its bytes as they are")
    }
    if let encoding = fields["content-transfer-encoding"], !["binary", "8bit", "7bit"].contains(encoding.value) {
      throw DecodingFault(.unsupportedEncoding, "part \(number) has a transfer encoding; send its bytes as they are")
    }
    let disposition = fields["content-disposition"]
    return MultipartPart(
      name: disposition?.parameters["name"], fileName: disposition?.parameters["filename"], contentType: fields["content-type"]?.value,
      range: contentStart..<range.upperBound, content: body.subdata(in: contentStart..<range.upperBound))
  }

  /// The first byte after the empty line that ends the part's headers.
  private static func contentStart(in range: Range<Int>, of body: Data, number: Int) throws(DecodingFault) -> Int {
    let start = body.withUnsafeBytes { bytes in
      var line = range.lowerBound
      while line < range.upperBound, line - range.lowerBound <= BodyLimits.partHeaderBytes {
        if bytes[line] == .lineFeed { return line + 1 }
        if bytes.holds([.carriageReturn, .lineFeed], at: line) { return line + 2 }
        guard let feed = bytes.firstOffset(of: .lineFeed, from: line) else { break }
        line = feed + 1
      }
      return Int.max
    }
    // The line break that belongs to the next boundary may also be the one that ends the headers of an empty part.
    guard start <= range.upperBound + 2 else {
      throw DecodingFault(.malformedMultipart, "the headers of part \(number) do not end within \(BodyLimits.partHeaderBytes) bytes")
    }
    return min(start, range.upperBound)
  }

  private static func headerFields(_ block: Data) -> [String: MIMEHeader] {
    var fields: [String: MIMEHeader] = [:]
    for line in String(decoding: block, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
      if fields[name] == nil { fields[name] = MIMEHeader(String(line[line.index(after: colon)...])) }
    }
    return fields
  }
}
