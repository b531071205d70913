import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct RulebookTests {
  private func decode(_ json: String) throws -> Rulebook {
    try JSONDecoder().decode(Rulebook.self, from: Data(json.utf8))
  }

  private let minimal = """
    {"jurisdiction":"UZ","version":"1","currency":"UZS","noticeDueDays":30,
     "authority":{"name":"n","address":"a","payment":"p","contest":"c","nominate":"o","evidence":"e"},
     "rules":[RULES]}
    """

  private func book(_ rules: String) throws -> Rulebook {
    try decode(minimal.replacingOccurrences(of: "RULES", with: rules))
  }

  private let penalty = #""penalty":{"code":"1","text":"t","amount":5}"#

  @Test func theExampleIsSoundAndLabelled() throws {
    #expect(Rulebook.example.validate() == [])
    #expect(Set(Rulebook.example.rules.map(\.kind)) == Set(ViolationKind.allCases))
    #expect(Rulebook.example.version.contains("example") && Rulebook.example.authority.name.contains("Example"))
    let copy = try JSONDecoder().decode(Rulebook.self, from: try JSONEncoder().encode(Rulebook.example))
    #expect(copy == .example)
  }

  @Test func whatIsNotSaidIsUsual() throws {
    let rules = try book(
      """
      {"kind":"red-light",\(penalty),"signal":{}},
      {"kind":"speed",\(penalty),"enabled":false,"speed":{"bands":[{"overByKmh":1,\(penalty)}]}},
      {"kind":"unlicensed",\(penalty),"registry":{"regions":["UZ"],"window":"22:00-06:00","penalties":{"stolen-plate":{"code":"2","text":"s","amount":9}}}}
      """)
    #expect(rules.validate() == [])
    #expect(rules.rules[0].signal == SignalTerms() && rules.rules[0].isEnabled)
    #expect(rules.rules[1].speed?.toleranceKmh == 3 && !rules.rules[1].isEnabled)
    #expect(rules.rules[2].registry?.window == TimeWindow("22:00-06:00"))
    #expect(rules.rules[2].registry?.penalties[.stolenPlate]?.amount == 9)
    #expect(rules.rule(for: .speed) == nil && rules.rule(for: .redLight) != nil)
  }

  /// A misspelt tolerance must not be taken for an absent one.
  @Test(arguments: [
    (#"{"kind":"speed",P,"speed":{"tolerance":5,"bands":[]}}"#, "tolerance"), (#"{"kind":"speed",P,"enable":false}"#, "enable"),
    (#"{"kind":"red-light",P,"signal":{"grace":1}}"#, "grace"), (#"{"kind":"phone","penalty":{"code":"1","text":"t","amount":5,"points":1}}"#, "points"),
    (#"{"kind":"unlicensed",P,"registry":{"hours":"22:00-06:00"}}"#, "hours"), (#"{"kind":"unlicensed",P,"registry":{"window":"22-6"}}"#, "window"),
    (#"{"kind":"unlicensed",P,"registry":{"penalties":{"lost":{}}}}"#, "lost"),
    (#"{"kind":"speed",P,"speed":{"bands":[{"overByKmh":1,P,"over":2}]}}"#, "over"),
  ])
  func aStrayKeyIsRefusedWithItsPath(rule: String, key: String) throws {
    let error = #expect(throws: DecodingError.self) { try book(rule.replacingOccurrences(of: "P", with: penalty)) }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("not the fault that names a key: \(String(describing: error))")
      return
    }
    #expect(context.codingPath.last?.stringValue == key)
    #expect(context.codingPath.first?.stringValue == "rules")
  }

  @Test(arguments: [
    Spoilt("jurisdiction") { $0.jurisdiction = "Uzbekistan" },
    Spoilt("version") { $0.version = " " },
    Spoilt("currency") { $0.currency = "sum" },
    Spoilt("noticeDueDays") { $0.noticeDueDays = 0 },
    Spoilt("authority.payment") { $0.authority.payment = "" },
    Spoilt("rules") { $0.rules = [] },
    Spoilt("rules[4].kind") { $0.rules[4].kind = .redLight },
    Spoilt("rules[0].penalty.amount") { $0.rules[0].penalty.amount = -1 },
    Spoilt("rules[0].penalty.code") { $0.rules[0].penalty.code = "" },
    Spoilt("rules[0].signal.graceSeconds") { $0.rules[0].signal?.graceSeconds = .nan },
    Spoilt("rules[1].signal.maximumRedSeconds") { $0.rules[1].signal?.maximumRedSeconds = 0 },
    Spoilt("rules[2].speed") { $0.rules[2].speed = nil },
    Spoilt("rules[2].speed.toleranceKmh") { $0.rules[2].speed?.toleranceKmh = -1 },
    Spoilt("rules[2].speed.bands") { $0.rules[2].speed?.bands = [] },
    Spoilt("rules[2].speed.bands[1].overByKmh") { $0.rules[2].speed?.bands[1].overByKmh = 1 },
    Spoilt("rules[2].speed.bands[1].penalty.text") { $0.rules[2].speed?.bands[1].penalty.text = "" },
    Spoilt("rules[3].registry") { $0.rules[3].registry = nil },
    Spoilt("rules[3].registry.regions") { $0.rules[3].registry?.regions = [] },
    Spoilt("rules[3].registry.regions") { $0.rules[3].registry?.regions = ["uz"] },
    Spoilt("rules[3].registry.statuses") { $0.rules[3].registry?.statuses.append(.valid) },
    Spoilt("rules[3].registry.penalties.uninsured.amount") { $0.rules[3].registry?.penalties[.uninsured]?.amount = -1 },
    Spoilt("rules[4].signal") { $0.rules[4].signal = SignalTerms() },
  ])
  func validationNamesTheKey(spoilt: Spoilt) {
    #expect(spoilt.rules.validate().map(\.key) == [spoilt.key])
    #expect(spoilt.rules.validate().first?.description.hasPrefix("\(spoilt.key): ") == true)
  }

  /// The example with one thing wrong, and the key of that thing.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    let key: String
    let rules: Rulebook

    init(_ key: String, _ spoil: (inout Rulebook) -> Void) {
      var rules = Rulebook.example
      spoil(&rules)
      self.key = key
      self.rules = rules
    }

    var testDescription: String { key }
  }
}
