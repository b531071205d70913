import Foundation

extension Configuration {
  /// Whom somebody tells who has found a weakness, for `/.well-known/security.txt` (RFC 9116).
  public struct Security: Sendable, Equatable {
    /// `mailto:`, `tel:` or `https:` addresses, in the order in which they should be tried; `nil` where nobody was named.
    public var contact: [String]?
    /// Where the agency says what it promises to those who find weaknesses.
    public var policy: String?
    /// Languages in which reports are read, such as `en` (RFC 5646).
    public var languages: [String]
  }
}

extension Configuration.Security {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("security")
    let contacts = section.optionalText("contact").map { [$0] } ?? section.texts("contact", default: [])
    contact = contacts.isEmpty ? nil : contacts
    policy = section.optionalText("policy")
    languages = section.texts("languages", default: ["en"])
    if section.has("contact"), contacts.isEmpty || !contacts.allSatisfy(Self.isContact) {
      section.note("contact", "a list of addresses such as mailto:security@agency.example, tel:+1-201-555-0123 or https://agency.example/report belongs here")
    }
    if let policy, !Self.isWebAddress(policy) { section.note("policy", "an address such as https://agency.example/security belongs here") }
    if languages.isEmpty || !languages.allSatisfy(Self.isLanguage) { section.note("languages", "a list of language tags such as en or uz belongs here") }
    section.refuseOthers()
  }

  /// RFC 9116, 2.5.3: a URI; web addresses begin with `https://`.
  private static func isContact(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return false }
    if text.hasPrefix("mailto:") { return text.contains("@") && !text.hasPrefix("mailto:@") && !text.hasSuffix("@") }
    return text.hasPrefix("tel:") ? text.count > "tel:".count : isWebAddress(text)
  }

  private static func isWebAddress(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), let url = URL(string: text), url.scheme == "https" else { return false }
    return url.host()?.isEmpty == false
  }

  private static func isLanguage(_ text: String) -> Bool {
    (2...35).contains(text.count) && text.allSatisfy { ($0.isLetter && $0.isASCII) || $0.isNumber || $0 == "-" }
  }
}
