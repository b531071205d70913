import Access
import HTTPTypes
import Hummingbird
import Logging
import Storage
import WebReception

/// One request on its way through one route: the gate first, then what the route does, and no answer leaves whose trace is not on the disk.
struct Passage: Sendable {
  private let route: Route
  private let visit: Visit

  init(_ route: Route, _ visit: Visit) {
    self.route = route
    self.visit = visit
  }

  func answer() async throws -> Response {
    try measure()
    switch route.gate.answer(to: visit.context.person) {
    case .whoAreYou: throw PageFault.notSignedIn
    case .notYours:
      try await enter(.refused)
      throw PageFault.notAllowed
    case .pass: break
    }
    guard let demand = route.demand else { return try await follow(visit, nil) }
    let step = try await ApprovalStep(demand, visit)
    return step.posted.isQuestion ? try await step.question() : try await follow(step.visit, step)
  }

  private func follow(_ visit: Visit, _ step: ApprovalStep?) async throws -> Response {
    switch route.trace {
    case .nothing, .watch: try await act(visit, step)
    case .look, .glances, .act: try await traced { try await act(visit, step) }
    }
  }

  /// What the route does, once it is confirmed where it has to be. Whoever confirmed goes on under a new token.
  private func act(_ visit: Visit, _ step: ApprovalStep?) async throws -> Response {
    let approval = try await step?.approval()
    var response = try await route.handle(visit)
    guard approval != nil, response.status.code < 400, response.headers[.setCookie] == nil else { return response }
    let office = visit.office
    guard let token = office.cookie.token(in: visit.request), let fresh = try await office.parts.frontDoor.renew(session: token, now: visit.now)
    else { return response }
    response.headers[.setCookie] = office.cookie.handing(out: fresh)
    return response
  }

  /// Whether this was asked too often. Strangers are measured by their address, people by their account.
  private func measure() throws(PageFault) {
    let effort = Effort(route)
    // Coming in is measured by the address whoever is signed in there; or a session would open the door to guessing.
    let person = effort == .entrance ? nil : visit.context.person
    let party = person.map { Turnstile.Party.person($0.id) } ?? Turnstile.Party(address: visit.context.peer)
    guard let seconds = visit.office.turnstile.secondsToWait(party, effort, at: visit.now) else { return }
    visit.context.logger.notice("asked too often", metadata: ["kind": "\(effort)", "person": "\(person.map { "\($0.id)" } ?? "nobody")"])
    throw .tooOften(seconds: seconds)
  }

  private func traced(_ work: () async throws -> Response) async throws -> Response {
    do {
      // What is changed is recorded in the transaction that changes it; what is shown, once it is known what it was.
      let trail = route.method == .get ? nil : visit.trail
      let response = try await AuditTrail.$current.withValue(trail) { try await work() }
      try await enter(Self.outcome(response.status))
      return response
    } catch {
      try await enter(Self.outcome(FaultAnswer.meaning(of: error).0))
      throw error
    }
  }

  /// Enters the record, unless that happened with the act or before.
  private func enter(_ outcome: AuditRecord.Outcome) async throws {
    guard let trail = visit.trail, !trail.isEntered else { return }
    trail.note { $0.outcome = outcome }
    if case .glances = route.trace, outcome == .done { return try await visit.office.glances.enter(trail.record) }
    try await visit.office.parts.store.enter(trail.record)
  }

  private static func outcome(_ status: HTTPResponse.Status) -> AuditRecord.Outcome {
    switch status.code {
    case ..<400: .done
    // Not allowed, or what a search needs was missing.
    case 403, 422: .refused
    default: .failed
    }
  }
}
