import Foundation

/// An XML document from a device, read without any of the features that make XML dangerous.
enum XMLReading {
  /// - Throws: ``DecodingFault`` for document types, entities, other encodings than UTF-8 and UTF-16, and anything too deep, too large or not
  ///   well-formed.
  static func root(of bytes: Data) throws(DecodingFault) -> XMLElement {
    guard !bytes.isEmpty else { throw DecodingFault(.emptyBody, "the XML document is empty") }
    guard bytes.count <= BodyLimits.xmlBytes else {
      throw DecodingFault(.tooLarge, "an XML document has at most \(BodyLimits.xmlBytes / 1024) KiB")
    }
    let text = try withoutDeclaration(text(of: bytes))
    try checkTags(text)
    return try XMLTreeBuilder.build(Data(text.utf8))
  }

  private static func text(of bytes: Data) throws(DecodingFault) -> String {
    guard !CompressedBytes.begin(bytes) else { throw DecodingFault(.unsupportedEncoding, "the XML document is compressed; send it as it is") }
    let text: String?
    if bytes.starts(with: [0xFF, 0xFE]) {
      text = String(data: bytes.dropFirst(2), encoding: .utf16LittleEndian)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      text = String(data: bytes.dropFirst(2), encoding: .utf16BigEndian)
    } else {
      // Firmware in C sometimes counts the zero behind its text.
      let last = bytes.lastIndex { $0 != 0 } ?? bytes.startIndex
      text = String(validating: bytes[...last].dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0), as: UTF8.self)
    }
    guard let text, !text.utf8.contains(0) else {
      throw DecodingFault(.unsupportedEncoding, "the XML document is neither UTF-8 nor UTF-16 with a byte order mark")
    }
    return text
  }

  /// The text after `<?xml … ?>`. What that line says of the encoding is only believed where it changes nothing.
  private static func withoutDeclaration(_ text: String) throws(DecodingFault) -> Substring {
    let document = text.drop { $0.isWhitespace }
    guard document.hasPrefix("<?xml"), let end = document.firstRange(of: "?>") else { return document }
    let declaration = document[..<end.lowerBound].lowercased()
    let body = document[end.upperBound...]
    let isUnicode = !declaration.contains("encoding") || ["utf-8", "utf8", "utf-16", "utf16", "ascii"].contains { declaration.contains($0) }
    guard isUnicode || body.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw DecodingFault(.unsupportedEncoding, "the XML document declares another encoding than UTF-8 or UTF-16")
    }
    return body
  }

  /// `<!` begins a comment, a CDATA section, or one of the declarations that are refused. Text inside the first two is looked at as well, which
  /// can only refuse more.
  private static func checkTags(_ text: Substring) throws(DecodingFault) {
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[rest.index(after: open)...]
      if rest.starts(with: "!--".utf8) || rest.starts(with: "![CDATA[".utf8) { continue }
      guard rest.first != UInt8(ascii: "!") else {
        throw DecodingFault(.entityDeclared, "the XML document declares a document type or entities; send it without")
      }
      guard rest.prefix(BodyLimits.xmlTagBytes).contains(UInt8(ascii: ">")) else {
        throw DecodingFault(.malformedXML, "the XML document has a tag that does not end within \(BodyLimits.xmlTagBytes) bytes")
      }
    }
  }
}
