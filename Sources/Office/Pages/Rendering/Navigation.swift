import Access

/// The pages that a person may open, with what waits there.
struct Navigation: Sendable {
  var overview: Entry?
  var live: Entry?
  var queue: Entry?
  var notices: Entry?
  var hits: Entry?
  var warrants: Entry?
  var map: Entry?
  var cameras: Entry?
  var unparsed: Entry?
  var people: Entry?
  var audit: Entry?

  struct Entry: Sendable {
    var isCurrent: Bool
    /// How much waits there; `nil` where nothing does.
    var waiting: String?
  }

  /// The entries of the navigation, by the page that is open.
  enum Place: Sendable, Hashable {
    case overview, live, queue, notices, hits, warrants, map, cameras, unparsed, people, audit

    /// Permissions any of which opens the page.
    var permissions: [Permission] {
      switch self {
      case .overview: [.readStatistics]
      case .live: [.watchLive]
      case .queue: [.readCases]
      case .notices: [.readNotices]
      case .hits: [.decideHits]
      case .warrants: [.requestWarrants, .approveWarrants]
      case .map, .cameras: [.watchLive, .manageCameras]
      case .unparsed: [.readUnparsed]
      case .people: [.managePeople]
      case .audit: [.readAudit]
      }
    }
  }

  init(for person: Person, at current: Place?, waiting: WaitingWork) {
    func entry(_ place: Place, _ count: Int = 0) -> Entry? {
      guard place.permissions.contains(where: person.may) else { return nil }
      return Entry(isCurrent: place == current, waiting: count > 0 ? Wording.count(count) : nil)
    }
    overview = entry(.overview)
    live = entry(.live)
    queue = entry(.queue, waiting.cases)
    notices = entry(.notices)
    hits = entry(.hits, waiting.openHits)
    warrants = entry(.warrants)
    map = entry(.map)
    cameras = entry(.cameras)
    unparsed = entry(.unparsed, waiting.unparsed)
    people = entry(.people)
    audit = entry(.audit)
  }
}
