public import Foundation

extension FrontDoor {
  /// Lets somebody in whom their agency's provider vouches for, and starts a session. Nobody is made by coming in, and roles never come from outside.
  /// - Parameters:
  ///   - store: where it rests who is who at the provider.
  ///   - caller: where they come from.
  /// - Returns: `nil` for a name that nobody here has, for a disabled person and for an administrator alike; the caller cannot tell which.
  ///   Administrators come in with a passkey only, so that whoever runs the provider does not run Gantry.
  public func admit(
    _ subject: AgencySubject, from store: any AgencyStore, by caller: Caller = Caller(), now: Date
  ) async throws -> (person: Person, sessionToken: String)? {
    guard let person = try await store.person(with: subject), person.isEnabled, !person.needsDeviceBoundPasskey else { return nil }
    return (person, try await openSession(for: person, by: .agency, from: caller, now: now))
  }
}
