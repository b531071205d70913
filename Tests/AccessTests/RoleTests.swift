import Access
import Foundation
import Testing

@Suite("Roles")
struct RoleTests {
  /// The whole table, written out a second time: a permission that slips into a role shows here.
  static let table: [Role: Set<Permission>] = [
    .officer: [.reviewCases, .readCases, .readNotices, .watchLive, .readStatistics, .readUnparsed],
    .supervisor: [
      .reviewCases, .approveAsSupervisor, .readCases, .seeOriginals, .holdCases, .readNotices, .watchLive, .decideHits, .readStatistics, .readUnparsed,
      .drawMarks, .manageHotlists, .approveWarrants,
    ],
    .dispatcher: [.watchLive, .decideHits, .readStatistics],
    .investigator: [.readCases, .readNotices, .readStatistics, .requestWarrants, .approveWarrants],
    .auditor: [.readStatistics, .readAudit],
    .administrator: [.managePeople, .manageCameras, .manageSecurity, .readStatistics],
  ]

  @Test("Each role allows what the table says and nothing else", arguments: Role.allCases)
  func table(role: Role) { #expect(role.permissions == Self.table[role]) }

  @Test("An administrator sees no case, no pass and no picture")
  func administratorSeesNothing() {
    let forbidden: Set<Permission> = [
      .reviewCases, .approveAsSupervisor, .readCases, .seeOriginals, .holdCases, .readNotices, .watchLive, .decideHits, .readUnparsed, .drawMarks,
    ]
    #expect(Role.administrator.permissions.isDisjoint(with: forbidden))
  }

  @Test("Roles add up; a disabled person may do nothing")
  func rolesAddUp() {
    var person = Person(name: "Two Hats", roles: [.dispatcher, .administrator], createdAt: Date(timeIntervalSince1970: 0))
    #expect(person.may(.decideHits) && person.may(.managePeople) && !person.may(.readCases))
    person.isEnabled = false
    #expect(Permission.allCases.allSatisfy { !person.may($0) })
  }

  @Test("Every permission is somebody's")
  func everyPermissionIsUsed() {
    #expect(Role.allCases.reduce(into: Set()) { $0.formUnion($1.permissions) } == Set(Permission.allCases))
  }
}
