public import Foundation

/// Where it rests who somebody is at the agency's provider.
public protocol AgencyStore: Sendable {
  /// The person behind a name at the provider; `nil` where nobody has it.
  func person(with subject: AgencySubject) async throws -> Person?
  /// The name that a person has there; `nil` where none was entered.
  func agencySubject(of person: UUID) async throws -> AgencySubject?
  /// Enters the name that a person has there, replaces it, or takes it away (`nil`), and ends the person's sessions.
  /// - Throws: ``AccessFault/takenSubject`` where it is somebody else's.
  func setAgencySubject(_ subject: AgencySubject?, of person: UUID) async throws
}
