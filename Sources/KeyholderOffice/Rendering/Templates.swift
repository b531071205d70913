import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// The pages' templates, read once at start.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// - Parameter folder: flat folder with `.mustache` files.
  /// - Throws: ``TemplateFault`` naming the file that cannot be read or does not parse.
  init(folder: URL) throws(TemplateFault) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { throw .noFolder(folder.path) }
    var library = MustacheLibrary()
    for name in names.sorted() where name.hasSuffix(".mustache") {
      do {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        try library.register(text, named: String(name.dropLast(".mustache".count)))
      } catch {
        throw .unreadable(name, "\(error)")
      }
    }
    for template in PageTemplate.allCases where library.getTemplate(named: template.rawValue) == nil { throw .missing(template.rawValue) }
    self.library = library
  }

  func render(_ template: PageTemplate, _ model: PageModel, status: HTTPResponse.Status = .ok) -> Response {
    // Every template was found at start, so there is always one to render with.
    let html = library.render(model, withTemplate: template.rawValue) ?? ""
    return Response(status: status, headers: [.contentType: "text/html; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }
}
