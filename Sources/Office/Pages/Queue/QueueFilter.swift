import Enforcement
import Foundation
import Storage
import Traffic
import WebReception

/// What somebody narrowed the queue to, as it stands in the page's address.
struct QueueFilter: Sendable, Hashable {
  /// Which states: those under review, all, or one of them.
  enum States: Sendable, Hashable {
    case open, all
    case one(CaseState)

    init?(_ text: String) {
      switch text {
      case "open": self = .open
      case "all": self = .all
      default:
        guard let state = CaseState(rawValue: text) else { return nil }
        self = .one(state)
      }
    }

    var text: String {
      switch self {
      case .open: "open"
      case .all: "all"
      case .one(let state): state.rawValue
      }
    }

    var states: Set<CaseState> {
      switch self {
      case .open: Set(CaseState.underReview)
      case .all: []
      // A case that somebody has opened for its first review still waits for it.
      case .one(.queued): [.queued, .firstReview]
      case .one(let state): [state]
      }
    }
  }

  var states: States = .open
  var kind: ViolationKind?
  var site: SiteID?
  var camera: CameraID?
  /// As the date field writes it, `2026-11-21`.
  var fromDay: String?
  var toDay: String?
  /// Only cases that this person may decide.
  var isMine = false

  init() {}

  /// - Throws: ``PageFault/badForm(_:)`` naming the part of the address that means nothing.
  init(_ fields: FormFields, clock: SiteClock) throws(PageFault) {
    if let text = fields["state"] {
      guard let states = States(text) else { throw .badForm("There is no state of a case called “\(text.prefix(40))”.") }
      self.states = states
    }
    if let text = fields["kind"] {
      guard let kind = ViolationKind(rawValue: text) else { throw .badForm("There is no kind of violation called “\(text.prefix(40))”.") }
      self.kind = kind
    }
    site = fields["site"].flatMap(SiteID.init(rawValue:))
    camera = fields["camera"].flatMap(CameraID.init(rawValue:))
    fromDay = try Self.day("from", fields, clock)
    toDay = try Self.day("to", fields, clock)
    isMine = fields["mine"] == "1"
  }

  private static func day(_ name: String, _ fields: FormFields, _ clock: SiteClock) throws(PageFault) -> String? {
    guard let text = fields[name] else { return nil }
    guard clock.startOfDay(field: text) != nil else { throw .badForm("“\(text.prefix(40))” is not a day; write it as 2026-11-21.") }
    return text
  }

  var isFiltered: Bool { self != QueueFilter() }

  /// The filter as the query of an address; the state always stands in it, so that a link says what it shows.
  var query: String {
    var fields = FormFields()
    fields.set("state", to: states.text)
    fields.set("kind", to: kind?.rawValue)
    fields.set("site", to: site?.rawValue)
    fields.set("camera", to: camera?.rawValue)
    fields.set("from", to: fromDay)
    fields.set("to", to: toDay)
    fields.set("mine", to: isMine ? "1" : nil)
    return fields.urlEncoded
  }

  /// The filter as a question to the store.
  /// - Parameters:
  ///   - reviewer: who asks; where only their work is wanted, what they have reviewed or may not decide is left out.
  ///   - clock: in whose zone the days begin.
  /// - Returns: `nil` where no case can be meant.
  func caseQuery(for reviewer: Reviewer, clock: SiteClock, limit: Int) -> CaseQuery? {
    var query = CaseQuery(states: states.states, limit: limit)
    if let kind { query.kinds = [kind] }
    if let site { query.sites = [site] }
    if let camera { query.cameras = [camera] }
    query.from = fromDay.flatMap { clock.startOfDay(field: $0) }
    query.to = toDay.flatMap { clock.startOfDay(field: $0) }.map(clock.dayAfter)
    guard isMine else { return query }
    query.excludingReviewer = reviewer.id
    var decidable = Set(CaseState.underReview)
    if !reviewer.isSupervisor { decidable.remove(.thirdReview) }
    query.states = query.states.isEmpty ? decidable : query.states.intersection(decidable)
    // No state at all would mean every state to the store.
    return query.states.isEmpty ? nil : query
  }
}
