import Access
public import Foundation
import Storage

extension SafetyReview {
  /// Looks at everything that a server would be started with, from outside: nothing is made and nothing listens.
  /// - Throws: `StorageFault` where the store cannot be read, in a place where its people have to be known.
  public static func review(_ configuration: Configuration, now: Date) async throws -> [UnsafeState] {
    let isExposed = configuration.listeners.contains { !$0.listener.isLoopback }
    var facts = Facts(of: configuration, enrolledAdministrators: nil, now: now)
    // A key that must not be used is not used for this either.
    if isExposed, facts.secrets.allSatisfy({ $0.fault == nil }) {
      facts.enrolledAdministrators = try await enrolledAdministrators(configuration)
    }
    return SafetyReview(configuration, facts).states
  }

  private static func enrolledAdministrators(_ configuration: Configuration) async throws -> Int {
    guard FileManager.default.fileExists(atPath: configuration.data.path) else { return 0 }
    return try await Store(folder: configuration.data, keys: ServerKeys.load(file: configuration.key)).enrolledAdministrators()
  }
}

extension Store {
  /// How many enabled administrators have a passkey.
  func enrolledAdministrators() async throws -> Int {
    var count = 0
    for person in try await people() where person.isEnabled && person.roles.contains(.administrator) {
      if try await !passkeys(of: person.id).isEmpty { count += 1 }
    }
    return count
  }
}
