import Access
import Traffic

/// Words of the first region that must not be read by who has no business with them.
struct WalkSecret: Sendable {
  var name: String
  /// Each way in which it is written.
  var words: [String]
  /// Who may read it in their own region, and nobody in another one.
  var roles: Set<Role>
  /// Whether audit records name it, for auditors.
  var isInAudit = false

  /// Whether somebody may read it at an address.
  func mayBeRead(by visitor: WalkVisitor, at path: String) -> Bool {
    guard let role = visitor.role, !visitor.isElsewhere else { return false }
    return roles.contains(role) || (isInAudit && role == .auditor && path.hasPrefix("/audit"))
  }

  static func all(_ country: WalkCountry) -> [WalkSecret] {
    let readers: Set<Role> = [.officer, .supervisor, .investigator]
    let signers: Set<Role> = [.supervisor, .investigator]
    return [
      WalkSecret(name: "a case's plate", words: [WalkCountry.plate, "01 A 738 KM"], roles: readers),
      WalkSecret(name: "a notice's plate", words: [WalkCountry.noticePlate, "10 B 456 CD"], roles: readers),
      WalkSecret(name: "a keeper", words: [WalkCountry.keeper], roles: readers),
      WalkSecret(name: "a case's number", words: [country.file.number, country.notice.caseNumber], roles: readers, isInAudit: true),
      WalkSecret(name: "a notice's number", words: [country.notice.number], roles: readers, isInAudit: true),
      WalkSecret(name: "a notice's code", words: [country.notice.accessCode], roles: readers),
      WalkSecret(name: "a hit's plate", words: [WalkCountry.hitPlate, "01 B 777 AA"], roles: [.supervisor, .dispatcher]),
      WalkSecret(name: "a body", words: [WalkCountry.bodyMark], roles: [.officer, .supervisor]),
      // What a search was made by stands in its record (California 1798.90.52), which the sample may show.
      WalkSecret(name: "a warrant's plate", words: [WalkCountry.warrantPlate, "01 D 909 EF"], roles: signers, isInAudit: true),
      WalkSecret(name: "a warrant's number", words: [WalkCountry.warrantNumber], roles: signers, isInAudit: true),
      WalkSecret(name: "a stream's password", words: [WalkCountry.streamPassword], roles: []),
      WalkSecret(name: "a site", words: [TestOffice.site.name], roles: Set(Role.allCases)),
      WalkSecret(name: "a camera", words: [WalkCountry.videoCamera.rawValue], roles: Set(Role.allCases)),
      WalkSecret(name: "a colleague", words: [WalkCountry.colleagueName], roles: [.administrator], isInAudit: true),
    ]
  }
}
