public import Foundation

/// What the keeper of the vehicle receives.
public struct Notice: Hashable, Sendable, Codable {
  public var number: String
  public var caseID: CaseID
  public var caseNumber: String
  public var plate: Plate
  public var keeperName: String?
  public var keeperAddress: String?
  public var violation: Violation
  public var capturedAt: Date
  public var siteName: String
  public var timeZone: String
  public var issuedAt: Date
  public var dueAt: Date
  /// Who signed it.
  public var officer: String
  /// With the number, opens the evidence to the keeper. Shown on the notice only.
  public var accessCode: String

  public init(
    number: String, caseID: CaseID, caseNumber: String, plate: Plate, keeperName: String?, keeperAddress: String?, violation: Violation,
    capturedAt: Date, siteName: String, timeZone: String, issuedAt: Date, dueAt: Date, officer: String, accessCode: String
  ) {
    self.number = number
    self.caseID = caseID
    self.caseNumber = caseNumber
    self.plate = plate
    self.keeperName = keeperName
    self.keeperAddress = keeperAddress
    self.violation = violation
    self.capturedAt = capturedAt
    self.siteName = siteName
    self.timeZone = timeZone
    self.issuedAt = issuedAt
    self.dueAt = dueAt
    self.officer = officer
    self.accessCode = accessCode
  }
}
