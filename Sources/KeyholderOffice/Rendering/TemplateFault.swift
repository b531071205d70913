/// Why the keyholder cannot start its pages.
public enum TemplateFault: Error, Sendable, CustomStringConvertible {
  case noFolder(String)
  case unreadable(String, String)
  case missing(String)

  public var description: String {
    switch self {
    case .noFolder(let path): "There is no folder of templates at \(path). Say with --web where Gantry's Web folder is."
    case .unreadable(let name, let why): "The template \(name) cannot be used: \(why)"
    case .missing(let name): "The template \(name).mustache is missing. Say with --web where the Web folder of this version is."
    }
  }
}
