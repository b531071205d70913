public import Foundation

extension Keyholder {
  /// Looks at a request that lies outside of the keyholder; nothing is noted.
  public func examination(of request: WarrantRequest, now: Date) -> Examination {
    do {
      return examination(of: request, seenIn: try checkLogged(request), [], now)
    } catch {
      return examination(of: request, seenIn: nil, [error], now)
    }
  }

  /// - Parameter first: what is already known to stand against it.
  func examination(of request: WarrantRequest, seenIn tree: LoggedTree?, _ first: [Refusal], _ now: Date) -> Examination {
    Examination(
      objections: first + objections(to: request, seenIn: tree, now: now), tokens: Self.tokenCount(request), loggedAt: tree?.witnessedAt,
      approvalKeys: request.approvals.map { policy.trustedKey(of: $0, for: request.warrant) })
  }
}
