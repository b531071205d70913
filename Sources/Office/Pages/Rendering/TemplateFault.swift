/// Why the office cannot start its pages.
enum TemplateFault: Error, Sendable, CustomStringConvertible {
  case noFolder(String)
  case unreadable(String, String)
  case missing(String)

  var description: String {
    switch self {
    case .noFolder(let path): "There is no folder of templates at \(path). Set web.folder to the Web folder of Gantry."
    case .unreadable(let name, let why): "The template \(name) cannot be used: \(why)"
    case .missing(let name): "The template \(name).mustache is missing. Set web.folder to the Web folder that belongs to this version."
    }
  }
}
