import Access

/// What of a session is sealed: how its person came in, and from where.
struct SessionOrigin: Codable {
  var way: Session.Way
  var source: String
  var browser: String

  init(_ session: Session) {
    way = session.way
    source = session.caller.source
    browser = session.caller.browser
  }

  var caller: Caller { Caller(source: source, browser: browser) }
}
