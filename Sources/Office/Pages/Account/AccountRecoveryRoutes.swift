import Access
import Hummingbird
import Storage
import WebReception

/// A person's recovery: a password and an authenticator app, with which they get a link to a new passkey one day.
struct AccountRecoveryRoutes: Sendable {
  var routes: [Route] {
    [
      .post("/account/recovery", .signedIn, .change(.recovery)) { visit in try await setUp(visit) }
        .approved("recovery.set", withholding: ["password"]) { visit, _ in try await Self.words("Set up a way back for the day you lose your passkeys.", visit) },
      .post("/account/recovery/confirm", .signedIn, .change(.recovery)) { visit in try await confirm(visit) },
      .post("/account/recovery/remove", .signedIn, .change(.recovery)) { visit in try await remove(visit) }
        .approved("recovery.remove") { visit, _ in try await Self.words("Remove your recovery password and authenticator app.", visit) },
    ]
  }

  /// Who has no passkey has nothing to confirm with.
  private static func words(_ words: String, _ visit: Visit) async throws -> String? {
    guard try await !visit.office.parts.frontDoor.passkeys(of: try visit.person.id).isEmpty else {
      throw PageFault.conflict("Make a passkey first: recovery leads to a new one and lets nobody in by itself.")
    }
    return words
  }

  /// Takes the password, and shows the secret for the app, once.
  private func setUp(_ visit: Visit) async throws -> Response {
    let password = try await visit.form().raw("password")
    do {
      let setup = try await visit.office.parts.frontDoor.setRecovery(password: password, for: try visit.person.id, now: visit.now)
      return try await AccountRoutes.page(visit, recovery: .waiting(setup))
    } catch let fault as RecoveryFault {
      return try await AccountRoutes.page(visit, problem: fault.description, status: .unprocessableContent)
    }
  }

  private func confirm(_ visit: Visit) async throws -> Response {
    let code = try await (visit.form()["code"] ?? "").filter { $0 != " " }
    do {
      try await visit.office.parts.frontDoor.confirmRecovery(code: code, of: try visit.person.id, now: visit.now)
    } catch let fault as RecoveryFault {
      let isPending = fault == .wrongCode
      return try await AccountRoutes.page(
        visit, recovery: isPending ? .waiting(nil) : nil, problem: fault.description, status: .unprocessableContent)
    }
    return .redirect(to: "/account?said=\(Said.recoveryReady.rawValue)")
  }

  private func remove(_ visit: Visit) async throws -> Response {
    guard try await visit.office.parts.frontDoor.removeRecovery(of: try visit.person.id, now: visit.now) else { throw PageFault.notFound("recovery") }
    return .redirect(to: "/account?said=\(Said.recoveryRemoved.rawValue)")
  }
}
