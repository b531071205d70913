/// One thing that a person may or may not do. Every page and every action names the one it needs.
public enum Permission: String, Sendable, Codable, CaseIterable, Hashable {
  /// First and second review of cases.
  case reviewCases
  /// Decide where two reviewers disagree; void a case.
  case approveAsSupervisor
  /// See cases with their evidence.
  case readCases
  /// See a case's pictures as the camera sent them, with everybody who happened to be in them; who did is written into the case.
  case seeOriginals
  /// Keep a case beyond its time because a court says so, and end that.
  case holdCases
  /// See notices.
  case readNotices
  /// Watch passing traffic, plates masked.
  case watchLive
  /// See hits and say whether they are right.
  case decideHits
  /// Ask for a warrant to find a vehicle's way, and open what it covers.
  case requestWarrants
  /// Give the second word for a warrant that somebody else asks for.
  case approveWarrants
  /// Counts, without plates.
  case readStatistics
  /// See bodies that could not be understood; evidence may be in them.
  case readUnparsed
  /// Invite people, set their roles, disable them.
  case managePeople
  /// Enrol cameras and sites; see their state.
  case manageCameras
  /// Draw where vehicles have to stop, and the lamp that tells them to, on the picture of a camera that films.
  case drawMarks
  /// Replace hotlists.
  case manageHotlists
  /// Read who looked at what, and review it.
  case readAudit
  /// See what the doctor found wrong with the installation.
  case manageSecurity
}
