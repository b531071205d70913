import Crypto
public import Foundation
import Enforcement
import Recognition
import Yams

extension Configuration {
  /// Reads and checks a configuration file.
  /// - Parameter file: the YAML file. Relative paths in it start at its own folder.
  /// - Throws: ``ConfigurationFaults`` with every fault, each with its key and line.
  public init(file: URL) throws(ConfigurationFaults) {
    let text: String
    do {
      text = try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw ConfigurationFaults(file: file.path, faults: [ConfigurationFault(key: "", line: nil, message: "cannot be read: \(error.localizedDescription)")])
    }
    try self.init(yaml: text, name: file.path, base: file.deletingLastPathComponent())
  }

  /// Reads and checks the text of a configuration file.
  public init(yaml text: String, name: String, base: URL) throws(ConfigurationFaults) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ConfigurationFaults(file: name, faults: [Self.syntaxFault(error)])
    }
    let faults = ConfigurationSection.FaultList()
    var section = ConfigurationSection(node: root, base: base, faults: faults)
    self.init(&section, base: base, faults: faults)
    fileHash = Data(SHA256.hash(data: Data(text.utf8)))
    section.refuseOthers()
    refuseUnsafe(section)
    guard faults.all.isEmpty else {
      throw ConfigurationFaults(file: name, faults: faults.all.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
    }
  }

  private init(_ root: inout ConfigurationSection, base: URL, faults: ConfigurationSection.FaultList) {
    data = root.file("data", default: base.appending(path: "data"))
    key = root.secret("key") ?? base.appending(path: "keys/server.key")
    officeAddress = root.text("address", default: "http://localhost:8080")
    var listen = root.section("listen")
    office = Listener(&listen, "office", port: 8080)
    cameras = Listener(&listen, "cameras", port: 8081)
    publicListener = Listener(&listen, "public", port: 8082)
    listen.refuseOthers()
    sessions = Sessions(&root)
    signIn = SignIn(&root)
    cameraAccess = CameraAccess(&root, base: base, data: data, cameras: cameras)
    intake = Intake(&root)
    recognition = Recognition(&root)
    video = Video(&root)
    sealing = Sealing(&root)
    transparency = Transparency(&root, base: base)
    publicPage = PublicPage(&root, listener: publicListener)
    retention = Retention(&root)
    map = Map(&root)
    web = Web(&root)
    log = Log(&root)
    rules = Self.rulebook(root.raw("rules"), faults: faults)
  }

  /// What is wrong whatever is done with the configuration. What must not be served with is ``SafetyReview``'s.
  private func refuseUnsafe(_ section: ConfigurationSection) {
    refuseUnsafeSignIn(section)
    let secrets = [("key", key), ("transparency.key", transparency.key)]
      + listeners.flatMap { name, listener in listener.tls.map { [("listen.\(name).tls.key", $0.key)] } ?? [] }
      + (signIn.agency?.secret.map { [("sign_in.agency.client_secret", $0)] } ?? [])
    for (name, file) in secrets where file.path.hasPrefix(data.path + "/") {
      section.note(name, "lies inside the data folder; whoever copies the data would have the key too: keep it elsewhere")
    }
  }

  private static func rulebook(_ node: Node?, faults: ConfigurationSection.FaultList) -> Rulebook {
    guard let node else { return .example }
    do {
      let book = try YAMLDecoder().decode(Rulebook.self, from: node)
      for fault in book.validate() {
        faults.all.append(ConfigurationFault(key: "rules.\(fault.key)", line: node.mark?.line, message: fault.message))
      }
      return book
    } catch let error as DecodingError {
      faults.all.append(ConfigurationFault(decoding: error, in: node))
    } catch {
      faults.all.append(ConfigurationFault(key: "rules", line: node.mark?.line, message: "\(error)"))
    }
    return .example
  }

  private static func syntaxFault(_ error: any Error) -> ConfigurationFault {
    if case YamlError.parser(_, let problem, let mark, _) = error {
      return ConfigurationFault(key: "", line: mark.line, message: "is not YAML: \(problem)")
    }
    if case YamlError.scanner(_, let problem, let mark, _) = error {
      return ConfigurationFault(key: "", line: mark.line, message: "is not YAML: \(problem)")
    }
    return ConfigurationFault(key: "", line: nil, message: "is not YAML: \(error)")
  }
}

extension ConfigurationFault {
  /// Names the key and line that a decoder stumbled over.
  init(decoding error: DecodingError, in root: Node) {
    let (path, message): ([any CodingKey], String) =
      switch error {
      case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): (context.codingPath, context.debugDescription)
      @unknown default: ([], "\(error)")
      }
    var node: Node? = root
    var line = root.mark?.line
    for key in path {
      node = if let index = key.intValue { node?.sequence?[index] } else { node?[key.stringValue] }
      line = node?.mark?.line ?? line
    }
    let name = (["rules"] + path.map { $0.intValue.map(String.init) ?? $0.stringValue }).joined(separator: ".")
    self.init(key: name, line: line, message: message)
  }
}
