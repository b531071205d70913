import Access
import DurableFiles
import Foundation
import Testing

@testable import Office

@Suite("What must not be served with")
struct SafetyReviewTests {
  private static let now = Date(timeIntervalSince1970: 1_795_252_530)

  /// An office on the network with all it needs; each test takes one thing away.
  private static func safe() throws -> (configuration: Configuration, facts: SafetyReview.Facts) {
    let files = Configuration.Listener.TLS(certificate: URL(fileURLWithPath: "/srv/tls/server.pem"), key: URL(fileURLWithPath: "/srv/tls/server.key"))
    var configuration = try Configuration(yaml: "", name: "test", base: URL(fileURLWithPath: "/srv/gantry"))
    let own = Allowlist.ranges([AddressRange("10.1.0.0/16")!, AddressRange("fd00::/8")!])
    configuration.office = .init(host: "0.0.0.0", port: 8443, tls: files, allow: own)
    configuration.cameras = .init(host: "0.0.0.0", port: 8444, tls: files, allow: own)
    configuration.publicListener = .init(host: "::", port: 8445, tls: files, allow: .everyone)
    configuration.officeAddress = "https://gantry.example:8443"
    configuration.publicPage.address = "https://traffic.example"
    configuration.signIn.links = .enrol
    var facts = SafetyReview.Facts(of: configuration, enrolledAdministrators: 1, now: now)
    facts.user = 999
    facts.secrets = []
    facts.data = nil
    facts.changeableWebFile = nil
    let summary = CertificateSummary(names: ["gantry.example", "*.example"], validFrom: now - 60, validUntil: now + 60)
    facts.certificates = ["office": .success(summary), "cameras": .success(summary), "public": .success(summary)]
    return (configuration, facts)
  }

  private func states(_ change: (inout Configuration, inout SafetyReview.Facts) -> Void) throws -> [UnsafeState] {
    var (configuration, facts) = try Self.safe()
    change(&configuration, &facts)
    return SafetyReview(configuration, facts).states
  }

  private func keys(_ change: (inout Configuration, inout SafetyReview.Facts) -> Void) throws -> [String] { try states(change).map(\.key) }

  @Test("an office with certificate, lists and administrator is safe, and so is one that only its machine can reach")
  func safe() throws {
    #expect(try states { _, _ in } == [])
    let bare = try Configuration(yaml: "", name: "test", base: URL(fileURLWithPath: "/srv/gantry"))
    var facts = SafetyReview.Facts(of: bare, enrolledAdministrators: 0, now: Self.now)
    facts.user = 0
    facts.data = nil
    facts.changeableWebFile = nil
    #expect(SafetyReview(bare, facts).states == [])
  }

  @Test("a listener on the network without TLS")
  func noTLS() throws {
    #expect(try keys { configuration, facts in
      configuration.cameras.tls = nil
      facts.certificates["cameras"] = nil
    } == ["listen.cameras.tls"])
  }

  @Test("without a list of who may come; everybody may come to the public page alone, and only where that is said")
  func noList() throws {
    #expect(try keys { configuration, _ in configuration.office.allow = nil } == ["listen.office.allow"])
    #expect(try keys { configuration, _ in configuration.publicListener.allow = nil } == ["listen.public.allow"])
    #expect(try keys { configuration, _ in configuration.office.allow = .everyone } == ["listen.office.allow"])
    #expect(try keys { configuration, _ in configuration.cameras.allow = .everyone } == ["listen.cameras.allow"])
    #expect(try keys { configuration, _ in configuration.cameras.allow = .ranges([]) } == ["listen.cameras.allow"])
  }

  @Test("a list that keeps nobody out", arguments: ["0.0.0.0/0", "::/0", "128.0.0.0/1", "8.0.0.0/7", "2000::/3"])
  func wideList(_ range: String) throws {
    #expect(try keys { configuration, _ in configuration.office.allow = .ranges([AddressRange("10.1.0.0/16")!, AddressRange(range)!]) } == ["listen.office.allow"])
    #expect(try keys { configuration, _ in configuration.publicListener.allow = .ranges([AddressRange(range)!]) } == [])
  }

  @Test("no administrator with a passkey")
  func noAdministrator() throws {
    let found = try states { _, facts in facts.enrolledAdministrators = 0 }
    #expect(found.map(\.key) == ["listen"])
    #expect(found[0].remedy.contains("gantry person add"))
  }

  @Test("links that let in by themselves")
  func links() throws { #expect(try keys { configuration, _ in configuration.signIn.links = .enter } == ["sign_in.links"]) }

  @Test("pages that are asked for in clear")
  func clearAddress() throws {
    #expect(try keys { configuration, _ in configuration.officeAddress = "http://gantry.example:8443" } == ["address"])
    #expect(try keys { configuration, _ in configuration.publicPage.address = "http://traffic.example" } == ["public.address"])
  }

  @Test("a certificate that has expired, whose time has not come, for another name, or that is none")
  func certificates() throws {
    func keys(_ names: [String], _ from: TimeInterval, _ until: TimeInterval) throws -> [String] {
      try self.keys { _, facts in
        facts.certificates["office"] = .success(CertificateSummary(names: names, validFrom: Self.now + from, validUntil: Self.now + until))
      }
    }
    #expect(try keys(["gantry.example"], -60, -1) == ["listen.office.tls.certificate"])
    #expect(try keys(["gantry.example"], 1, 60) == ["listen.office.tls.certificate"])
    #expect(try keys(["other.example"], -60, 60) == ["address"])
    #expect(try keys(["*.gantry.example", "*.*", "example", "10.0.0.5"], -60, 60) == ["address"])
    #expect(try keys(["*.EXAMPLE"], -60, 60) == [])
    #expect(try self.keys { _, facts in facts.certificates["cameras"] = .failure(.keyOfAnother(certificate: "a.pem")) } == ["listen.cameras.tls"])
  }

  @Test("an address counts as a name where people type one")
  func addressCertificate() throws {
    #expect(try keys { configuration, facts in
      configuration.officeAddress = "https://[fd00::5]:8443"
      facts.certificates["office"] = .success(CertificateSummary(names: ["fd00::5"], validFrom: Self.now - 1, validUntil: Self.now + 1))
    } == [])
    #expect(try keys { configuration, _ in configuration.officeAddress = "https://10.0.0.5:8443" } == ["address"])
  }

  @Test("secrets that are not their owner's alone")
  func secrets() throws {
    let found = try states { _, facts in
      facts.secrets = [
        .init(key: "key", path: "/a", fault: .othersMayRead(mode: 0o640)), .init(key: "transparency.key", path: "/b", fault: .belongsToSomebodyElse(user: 7)),
        .init(key: "listen.office.tls.key", path: "/c", fault: nil),
      ]
    }
    #expect(found.map(\.key) == ["key", "transparency.key"])
    #expect(found[0].description.contains("/a") && found[0].remedy.contains("chmod 600"))
  }

  @Test("a data folder that others can look into, or that is somebody else's", arguments: [0o750, 0o705, 0o701, 0o777])
  func dataFolder(_ mode: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-safety-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
    let state = try #require(FileState(folder))
    #expect(try keys { _, facts in
      facts.data = state
      facts.user = state.owner
    } == (state.owner == 0 ? ["data", "listen"] : ["data"]))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    let mended = FileState(folder)
    #expect(try keys { _, facts in
      facts.data = mended
      facts.user = state.owner + 1
    } == ["data"], "somebody else's")
  }

  @Test("two listeners on one address and port", arguments: [("0.0.0.0", true), ("::", true), ("10.1.0.5", false)])
  func twoOnOne(_ host: String, _ meets: Bool) throws {
    #expect(try keys { configuration, _ in
      configuration.cameras.port = 8443
      configuration.office.host = "10.1.0.9"
      configuration.cameras.host = host
    } == (meets ? ["listen.cameras"] : []))
  }

  @Test("pages that anybody on the machine may change")
  func webFolder() throws {
    let found = try states { _, facts in facts.changeableWebFile = "/srv/web/static/js/a.js" }
    #expect(found.map(\.key) == ["web.folder"] && found[0].what.contains("a.js"))
    let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "static/js"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "static/js/a.js")
    try Data("x".utf8).write(to: file)
    var configuration = try Self.safe().configuration
    configuration.web.folder = folder
    #expect(SafetyReview.Facts(of: configuration, enrolledAdministrators: 1, now: Self.now).changeableWebFile == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o646], ofItemAtPath: file.path)
    #expect(SafetyReview.Facts(of: configuration, enrolledAdministrators: 1, now: Self.now).changeableWebFile?.hasSuffix("static/js/a.js") == true)
  }

  @Test("root, where other machines can come")
  func root() throws { #expect(try keys { _, facts in facts.user = 0 } == ["listen"]) }

  @Test("everything is told at once")
  func all() throws {
    let found = UnsafeStates(states: try states { configuration, facts in
      configuration.office.tls = nil
      configuration.office.allow = nil
      configuration.signIn.links = .enter
      facts.certificates["office"] = nil
      facts.enrolledAdministrators = 0
      facts.user = 0
    })
    #expect(found.states.map(\.key) == ["listen.office.tls", "listen.office.allow", "listen", "sign_in.links", "listen"])
    #expect(found.description.split(separator: "\n").count == 7)
  }
}
