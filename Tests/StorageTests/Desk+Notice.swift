import Foundation
import Traffic

extension Desk {
  static func notice(_ number: String, _ of: Case, plate: Plate, keeper: String? = nil, accessCode: String = "CODE") -> Notice {
    Notice(
      number: number, caseID: of.id, caseNumber: of.number, plate: plate, keeperName: keeper, keeperAddress: nil, violation: of.violation,
      capturedAt: of.pass.capturedAt, siteName: "Junction", timeZone: "Asia/Tashkent", issuedAt: noon, dueAt: noon + 86_400, officer: "Officer",
      accessCode: accessCode)
  }
}
