public import Access
public import Foundation
public import HTTPTypes

extension Configuration {
  /// Where one of the three listeners is, and who may come to it.
  public struct Listener: Sendable, Equatable {
    /// The files of a listener's certificate.
    public struct TLS: Sendable, Equatable {
      /// The certificate, with those above it, in PEM.
      public var certificate: URL
      /// Its private key, in PEM.
      public var key: URL

      public init(certificate: URL, key: URL) {
        self.certificate = certificate
        self.key = key
      }
    }

    public var host: String
    public var port: Int
    /// `nil` speaks in clear.
    public var tls: TLS?
    /// Who may connect; `nil` where nothing is said, which lets in whoever can reach the address.
    public var allow: Allowlist?
    /// The field in which a proxy on this machine says who asks, such as `X-Forwarded-For`; `nil` where there is none.
    public var clientField: HTTPField.Name?

    public init(host: String, port: Int, tls: TLS? = nil, allow: Allowlist? = nil, clientField: HTTPField.Name? = nil) {
      self.host = host
      self.port = port
      self.tls = tls
      self.allow = allow
      self.clientField = clientField
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool { host == "localhost" || NetworkAddress(host)?.isLoopback ?? false }
  }

  /// The three, by their names under `listen`.
  public var listeners: [(name: String, listener: Listener)] { [("office", office), ("cameras", cameras), ("public", publicListener)] }
}

extension Configuration.Listener {
  private static let everyone = "everyone"
  /// A longer list is nobody's to check.
  private static let mostRanges = 256

  /// Reads `127.0.0.1:8080`, or a section with `address`, `tls`, `allow` and `client_field`.
  init(_ listen: inout ConfigurationSection, _ name: String, port: Int) {
    self.init(host: "127.0.0.1", port: port)
    guard listen.isSection(name) else {
      if let written = listen.optionalText(name) { read(written, name, listen) } else if listen.has(name) { read("", name, listen) }
      return
    }
    var section = listen.section(name)
    if let written = section.optionalText("address") { read(written, "address", section) }
    if section.has("tls") { tls = Self.tls(&section) }
    allow = Self.allowlist(&section)
    let field = section.optionalText("client_field")
    clientField = field.flatMap { HTTPField.Name($0) }
    if field != nil, clientField == nil { section.note("client_field", "the name of a header field such as X-Forwarded-For belongs here") }
    if clientField != nil, !isLoopback {
      section.note("client_field", "means something only behind a proxy on this machine: listen on 127.0.0.1, or leave it out")
    }
    section.refuseOthers()
  }

  /// `host:port`, with an IPv6 host in brackets. A name would be looked up, and whoever answers that decides where is listened.
  private mutating func read(_ text: String, _ key: String, _ section: ConfigurationSection) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65535).contains(port) else {
      return section.note(key, "an address such as 127.0.0.1:8080 or [::1]:8080 belongs here")
    }
    let host = text[..<colon]
    let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : String(host)
    guard bare == "localhost" || NetworkAddress(bare) != nil, bare.contains(":") == host.hasPrefix("[") else {
      return section.note(key, "an address such as 127.0.0.1:8080 or [::1]:8080 belongs here")
    }
    (self.host, self.port) = (bare, port)
  }

  private static func tls(_ section: inout ConfigurationSection) -> TLS? {
    var tls = section.section("tls")
    let certificate = tls.optionalFile("certificate")
    let key = tls.secret("key")
    tls.refuseOthers()
    guard let certificate else {
      tls.note("certificate", "is missing: the file with the certificate in PEM belongs here; `gantry tls init` makes one")
      return nil
    }
    guard let key else {
      tls.note("key", "is missing: the file with the certificate's private key in PEM belongs here")
      return nil
    }
    return TLS(certificate: certificate, key: key)
  }

  private static func allowlist(_ section: inout ConfigurationSection) -> Allowlist? {
    guard section.has("allow") else { return nil }
    if section.optionalText("allow") == everyone { return .everyone }
    let texts = section.texts("allow", default: [])
    if texts.count > mostRanges { section.note("allow", "at most \(mostRanges) ranges belong here; name larger ones") }
    return .ranges(texts.compactMap { text in
      let range = AddressRange(text)
      if range == nil { section.note("allow", "`\(text)` is no range of addresses; one such as 10.1.0.0/16, fd00::/8 or 192.0.2.7 belongs here") }
      return range
    })
  }
}
