/// Whether whoever finds a weakness learns whom to tell.
struct ContactExamination: Examination {
  static let name = "security-contact"

  let configuration: Configuration

  struct Facts: Sendable {
    var hasContact: Bool
    /// Whether somebody on another machine can be a visitor.
    var isReachable: Bool
  }

  func facts() -> Facts {
    let isLocal = [configuration.office, configuration.cameras, configuration.publicListener].allSatisfy(\.isLoopback)
    let isProxied = [configuration.officeAddress, configuration.publicPage.address].contains { $0.lowercased().hasPrefix("https://") }
    return Facts(hasContact: configuration.security.contact != nil, isReachable: !isLocal || isProxied)
  }

  func findings(_ facts: Facts) -> [Finding] {
    let advice = "Set `security.contact`, such as mailto:security@agency.example; /.well-known/security.txt answers 404 until then."
    if facts.hasContact { return [holds("/.well-known/security.txt says whom to tell of a weakness.")] }
    let says = "Nobody who finds a weakness learns whom to tell."
    return facts.isReachable ? [fails(says, advice)] : [holds("Nobody outside reaches this machine, so no security contact is needed yet.", advice: advice)]
  }
}
