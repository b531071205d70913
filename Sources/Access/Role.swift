/// What a person is here for. Roles add up.
public enum Role: String, Codable, CaseIterable, Sendable, Hashable {
  case officer, supervisor, dispatcher, investigator, auditor, administrator

  /// What the role allows. An administrator runs the system and sees no case, no pass and no picture; an auditor sees numbers,
  /// and the records of what others looked at.
  public var permissions: Set<Permission> {
    switch self {
    case .officer: [.reviewCases, .readCases, .readNotices, .watchLive, .readStatistics, .readUnparsed]
    case .supervisor:
      [
        .reviewCases, .approveAsSupervisor, .readCases, .seeOriginals, .holdCases, .readNotices, .watchLive, .decideHits, .readStatistics, .readUnparsed,
        .drawMarks, .manageHotlists, .approveWarrants,
      ]
    case .dispatcher: [.watchLive, .decideHits, .readStatistics]
    case .investigator: [.readCases, .readNotices, .readStatistics, .requestWarrants, .approveWarrants]
    case .auditor: [.readStatistics, .readAudit]
    case .administrator: [.managePeople, .manageCameras, .manageSecurity, .readStatistics]
    }
  }
}
