import Enforcement
import Traffic

/// What is looked for here, what never is, and how long things are kept: as the newest `figures.published` entry says it.
struct PublicInstallation: Sendable {
  var detects: [PublicPage.Line]
  var hasDetects: Bool
  var camerasLabel: String
  var lists: [PublicPage.Line]
  var hasLists: Bool
  var retention: [Kept]
  var keyholdersLabel: String
  var rules: String

  /// One sort of data and how long it is kept.
  struct Kept: Sendable {
    var what: String
    var howLong: String
  }

  init(_ facts: PublishedFacts) {
    detects = facts.detects.map { PublicPage.Line(text: ViolationKind(rawValue: $0)?.label ?? $0) }
    hasDetects = !detects.isEmpty
    camerasLabel = Wording.count(facts.cameras, "camera", "cameras")
    lists = facts.lists.map { PublicPage.Line(text: Wording.sentence($0.replacing("-", with: " "))) }
    hasLists = !lists.isEmpty
    rules = facts.rules
    retention = Self.retention(facts)
    keyholdersLabel = Self.keyholders(facts)
  }

  private static func keyholders(_ facts: PublishedFacts) -> String {
    guard !facts.keyholders.isEmpty else { return "There are no keyholders, so no pass is kept." }
    let names = facts.keyholders.joined(separator: ", ")
    return "\(facts.threshold) of \(facts.keyholders.count) independent keyholders (\(names)) must agree before a pass can be opened."
  }

  private static func retention(_ facts: PublishedFacts) -> [Kept] {
    let keepsPasses = facts.passDays > 0 && !facts.keyholders.isEmpty
    var kept = [
      Kept(
        what: "Vehicles that did nothing and are on no list",
        howLong: keepsPasses
          ? "\(Wording.count(facts.passDays, "day", "days")), sealed so that this server cannot read them; then every keyholder destroys its key"
          : "not at all: they are counted and forgotten")
    ]
    if keepsPasses { kept.append(Kept(what: "Pictures of such vehicles", howLong: pictures(facts.pictures))) }
    kept.append(Kept(what: "Evidence of rejected cases", howLong: Wording.count(facts.rejectedHours, "hour", "hours")))
    kept.append(Kept(what: "What a camera sent and nobody could understand", howLong: Wording.count(facts.unparsedHours, "hour", "hours")))
    kept.append(Kept(what: "Closed cases", howLong: facts.closedDays.map { Wording.count($0, "day", "days") } ?? "as long as the law on files says"))
    return kept
  }

  private static func pictures(_ sort: String) -> String {
    switch sort {
    case "none": "none is kept"
    case "plate": "the number plate alone, sealed with the pass"
    default: "sealed with the pass"
    }
  }
}
