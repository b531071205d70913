import Foundation
#if canImport(FoundationXML)
import FoundationXML
#endif

/// Turns the parser's events into a tree, and stops it where the tree would grow past its limits.
final class XMLTreeBuilder: NSObject, XMLParserDelegate {
  /// Open elements, the innermost last. Used by the one thread that parses.
  private var open: [XMLElement] = []
  private var root: XMLElement?
  private var isTooDeep = false
  /// Told by the parser's errors, because its result does not tell: on Linux that is also true for documents with unclosed elements.
  private var isMalformed = false

  static func build(_ bytes: Data) throws(DecodingFault) -> XMLElement {
    let builder = XMLTreeBuilder()
    let parser = XMLParser(data: bytes)
    parser.shouldResolveExternalEntities = false
    parser.delegate = builder
    let isWellFormed = parser.parse()
    guard !builder.isTooDeep else { throw DecodingFault(.tooDeep, "XML is nested at most \(BodyLimits.xmlDepth) deep") }
    guard isWellFormed, !builder.isMalformed, let root = builder.root else { throw DecodingFault(.malformedXML, "the XML document is not well-formed") }
    return root
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
  ) {
    guard open.count < BodyLimits.xmlDepth else {
      isTooDeep = true
      parser.abortParsing()
      return
    }
    let local = elementName.lastIndex(of: ":").map { elementName[elementName.index(after: $0)...] } ?? elementName[...]
    open.append(XMLElement(name: String(local)))
  }

  /// The first error ends the reading. Foundation on Linux loses some 70 bytes with each error that it reports, so a document must not have many.
  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
    isMalformed = true
    parser.abortParsing()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += string
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += String(decoding: block, as: UTF8.self)
  }

  func parser(_ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?) {
    guard var element = open.popLast() else { return }
    element.text = element.text.trimmingCharacters(in: .whitespacesAndNewlines)
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }
}
