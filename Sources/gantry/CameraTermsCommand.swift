import Access
import ArgumentParser
import Storage
import Traffic

/// On what terms a camera may send.
struct CameraTermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Show or change where a camera may send from, how often and how much. Its key stays the same.")

  @Argument(help: "The camera.")
  var id: CameraID
  @OptionGroup var options: CameraTermsOptions
  @OptionGroup var config: ConfigurationOption

  func run() throws {
    let (trail, store) = try config.trail(options.areGiven ? .alteration : .consultation, of: .camera, id.rawValue, detail: "terms")
    guard try store.camera(id) != nil else { throw CommandFailure("there is no camera \(id); `gantry camera list` shows those there are") }
    let terms = try options.changed(try store.terms(of: id))
    try trail.record {
      if options.areGiven { try store.setTerms(terms, of: id) }
    }
    print(terms.lines)
  }
}

extension CameraTerms {
  /// For people to read, one line each.
  var lines: String {
    """
    from\t\(sources.isEmpty ? "any" : sources.map(\.description).joined(separator: " "))
    rate\t\(perSecond == perSecond.rounded() ? "\(Int(perSecond))" : "\(perSecond)")/s
    body\t\(bodyBytes.map { "\($0 >> 10)KiB" } ?? "what the installation takes")
    key\t\(isWeak ? "does even where certificates are required" : "does unless certificates are required")
    """
  }
}
