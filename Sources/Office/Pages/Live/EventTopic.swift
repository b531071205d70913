/// What a page asks the stream of events for.
enum EventTopic: String, Sendable, CaseIterable {
  case passes, hits, counts, camera

  /// - Parameter query: names with commas between them; `nil` asks for everything, as the live page does.
  static func topics(_ query: String?) -> Set<EventTopic> {
    guard let query else { return Set(allCases) }
    return Set(query.split(separator: ",").compactMap { EventTopic(rawValue: String($0)) })
  }
}
