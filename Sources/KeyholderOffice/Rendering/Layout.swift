/// What stands around every page.
struct Layout: Sendable {
  let title: String
  let assetVersion: String
  /// The keyholder's name.
  let holder: String
  let judge: String?
  let nav: Navigation?
  let flash: Flash?

  /// What came of the last act.
  struct Flash: Sendable {
    let text: String
  }
}
