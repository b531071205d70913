import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Synchronization
import Testing
import WebReception

@testable import Office

/// The whole way of a browser: the office, a provider that answers over the network of this machine, and back.
@Suite("Pages: sign-in through the agency")
struct PagesAgencyTests {
  private static func office(_ agency: TestAgency, address: String = "http://localhost:8080") throws -> PagesOffice {
    try PagesOffice {
      $0.officeAddress = address
      $0.signIn.agency = Configuration.Agency(
        issuer: agency.state.withLock { $0.issuer }, clientID: "gantry", secret: nil, name: "the City Police", assurance: ["mfa"], maximumAge: .seconds(300))
    }
  }

  /// Runs a test with a provider, an office and somebody who is linked.
  private func visit(
    _ test: @escaping @Sendable (TestAgency, any TestClientProtocol, PagesOffice, Browser) async throws -> Void
  ) async throws {
    let agency = TestAgency { TestOffice.now }
    try await agency.open { provider in
      let office = try Self.office(agency)
      let person = Person(name: "Dilnoza", roles: [.officer], createdAt: office.parts.now())
      try await office.parts.store.add(person)
      try await office.parts.store.setAgencySubject(
        AgencySubject(issuer: agency.state.withLock { $0.issuer }, subject: "7f3a"), of: person.id)
      try await office.browse { client in try await test(agency, provider, office, Browser(client: client, person: person)) }
    }
  }

  /// From the button to where the provider sends the browser back to; the browser keeps the attempt's cookie.
  private static func leave(
    _ browser: inout Browser, _ provider: any TestClientProtocol, next: String = ""
  ) async throws -> String {
    let sent = try await browser.get("/sign-in/agency\(next)")
    #expect(sent.status == .seeOther)
    browser.cookie = try #require(sent.headers[.setCookie]?.split(separator: ";").first.map(String.init))
    let address = try #require(sent.headers[.location].flatMap { URL(string: $0) })
    let back = try await provider.execute(uri: "\(address.path())?\(address.query() ?? "")", method: .get) { $0.headers[.location] }
    return try #require(back).replacing("http://localhost:8080", with: "")
  }

  private static func way(_ browser: Browser, _ provider: any TestClientProtocol, next: String = "") async throws -> TestResponse {
    var browser = browser
    let back = try await leave(&browser, provider, next: next)
    return try await browser.get(back)
  }

  @Test("somebody who is linked comes in, and is taken on by a page of ours")
  func comesIn() async throws {
    try await visit { agency, provider, office, browser in
      #expect(try await browser.get("/sign-in?next=%2Fqueue").text.contains("href=\"/sign-in/agency?next=%2Fqueue\">Sign in with the City Police</a>"))
      var browser = browser
      let back = try await Self.leave(&browser, provider, next: "?next=%2Fqueue")
      #expect(back.hasPrefix("/sign-in/agency/return?"))
      let answer = try await browser.get(back)
      #expect(answer.status == .ok)
      #expect(answer.text.contains("<meta http-equiv=\"refresh\" content=\"0; url=/queue\">"))
      let cookies = answer.headers[values: .setCookie]
      #expect(cookies.contains { $0.hasPrefix("gantry-agency=; Max-Age=0") })
      let session = try #require(cookies.first { $0.hasPrefix("gantry=") })
      #expect(session.contains("SameSite=Strict"))
      // What came with the answer comes in once.
      #expect(try await browser.get(back).status == .unauthorized)
      browser.cookie = session.split(separator: ";").first.map(String.init)
      #expect(try await browser.get("/queue").status == .ok)
      let sessions = try await office.parts.store.sessions(of: try #require(browser.person).id)
      #expect(sessions.map(\.way) == [.agency])
    }
  }

  @Test("a provider that lies lets nobody in", arguments: TestAgency.Lie.allCases)
  func lies(_ lie: TestAgency.Lie) async throws {
    try await visit { agency, provider, _, browser in
      agency.set { $0.lie = lie }
      let answer = try await Self.way(browser, provider)
      #expect(answer.status == .unauthorized)
      #expect(!answer.headers[values: .setCookie].contains { $0.hasPrefix("gantry=") })
      agency.set { $0.lie = nil }
    }
  }

  @Test("an unknown account, a disabled person and an administrator read the same words, and get no session")
  func sameWords() async throws {
    var words: Set<String> = []
    for change in ["unknown", "disabled", "administrator"] {
      let text = try await refusal(change)
      words.insert(text.replacing(/\?v=[0-9a-f]+/, with: ""))
    }
    #expect(words.count == 1)
  }

  private func refusal(_ change: String) async throws -> String {
    let agency = TestAgency { TestOffice.now }
    return try await withCheckedText { keep in
      try await agency.open { provider in
        let office = try Self.office(agency)
        var person = Person(name: "Dilnoza", roles: change == "administrator" ? [.officer, .administrator] : [.officer], createdAt: office.parts.now())
        try await office.parts.store.add(person)
        let subject = AgencySubject(issuer: agency.state.withLock { $0.issuer }, subject: change == "unknown" ? "another" : "7f3a")
        try await office.parts.store.setAgencySubject(subject, of: person.id)
        person.isEnabled = change != "disabled"
        try await office.parts.frontDoor.change(person)
        try await office.browse { client in
          let answer = try await Self.way(Browser(client: client), provider)
          #expect(answer.status == .unauthorized)
          #expect(answer.text.contains("cannot sign in here"))
          #expect(!answer.headers[values: .setCookie].contains { $0.hasPrefix("gantry=") })
          await keep.put(answer.text)
        }
      }
    }
  }

  private actor Kept {
    var text = ""
    func put(_ text: String) { self.text = text }
  }

  private func withCheckedText(_ body: (Kept) async throws -> Void) async throws -> String {
    let kept = Kept()
    try await body(kept)
    return await kept.text
  }

  @Test("the provider's new key is taken up")
  func rotation() async throws {
    try await visit { agency, provider, office, browser in
      let first = try await Self.way(browser, provider)
      #expect(first.status == .ok)
      agency.turnKey(named: "two")
      // Asked for keys a moment ago, so not yet again.
      let second = try await Self.way(browser, provider)
      #expect(second.status == .unauthorized)
      office.advance(by: 60)
      let third = try await Self.way(browser, provider)
      #expect(third.status == .ok)
      #expect(agency.state.withLock { $0.keysRead } == 2)
    }
  }

  @Test("an answer that another browser began, or that nobody began, lets nobody in")
  func otherBrowser() async throws {
    try await visit { _, provider, _, browser in
      var (victim, attacker) = (browser, browser)
      let back = try await Self.leave(&attacker, provider)
      #expect(try await browser.get(back).status == .unauthorized)
      _ = try await Self.leave(&victim, provider)
      #expect(try await victim.get(back).status == .unauthorized)
      for query in ["", "?state=x&code=y", "?error=access_denied", "?state=\(String(repeating: "a", count: 9000))", "?code=%00&state=%FF"] {
        #expect(try await victim.get("/sign-in/agency/return\(query)").status == .unauthorized, "\(query.prefix(40))")
      }
    }
  }

  @Test("another site cannot send people to the provider behind their backs")
  func fromElsewhere() async throws {
    try await visit { _, _, _, browser in
      for site in ["cross-site", "same-site", "none"] {
        let answer = try await browser.get("/sign-in/agency", [HTTPField.Name("Sec-Fetch-Site")!: site])
        #expect(answer.headers[.location] == "/sign-in")
        #expect(answer.headers[.setCookie] == nil)
      }
    }
  }

  @Test("where the provider is away, trickles or takes too long, the page says so", .timeLimit(.minutes(1)))
  func slow() async throws {
    let agency = TestAgency { TestOffice.now }
    agency.set { $0.issuer = "http://127.0.0.1:1" }
    let office = try Self.office(agency)
    try await office.browse { client in
      let answer = try await Browser(client: client).get("/sign-in/agency")
      #expect(answer.status == .badGateway)
      #expect(answer.text.contains("the City Police does not answer"))
    }
    try await visit { agency, provider, _, browser in
      agency.set { $0.trickles = true }
      let started = ContinuousClock.now
      let answer = try await Self.way(browser, provider)
      #expect(answer.status == .badGateway)
      #expect(ContinuousClock.now - started < .seconds(15))
    }
  }

  @Test("without a provider there is no such place, and no button")
  func unconfigured() async throws {
    let office = try PagesOffice()
    try await office.browse { client in
      let browser = Browser(client: client)
      for path in ["/sign-in/agency", "/sign-in/agency/return?code=a&state=b"] {
        let answer = try await browser.get(path)
        #expect(answer.status == .notFound)
      }
      let page = try await browser.get("/sign-in")
      #expect(!page.text.contains("/sign-in/agency"))
    }
  }

  @Test("the attempt's cookie comes along from the provider, and over https is bound to the host")
  func cookie() {
    #expect(AgencyCookie(address: "http://localhost:8080").handing(out: "k") == "gantry-agency=k; Max-Age=600; Path=/; HttpOnly; SameSite=Lax")
    #expect(
      AgencyCookie(address: "https://gantry.example").handing(out: "k")
        == "__Host-gantry-agency=k; Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure")
  }
}
