import Access
import Foundation
import HTTPTypes
import Hummingbird
import Sealing
import Storage
import WebReception

extension AuditRecord {
  /// Fields of an address that say how something is shown, and not what.
  private static let presentation: Set<String> = ["said", "longer", "width", "after"]
  /// The longest value that is kept of a field.
  private static let longestValue = 200

  /// What a visit is, before anything is known of what it finds.
  init(of person: Person, at route: Route, _ request: Request, _ context: OfficeRequestContext, _ office: OfficeDesk) {
    let now = office.parts.now()
    let fields = FormFields(urlEncoded: request.uri.query ?? "").pairs.filter { !Self.presentation.contains($0.name) }
    self.init(
      at: now, zoneOffsetSeconds: office.surroundings.homeClock.zone.secondsFromGMT(for: now), actor: Actor(person),
      organisation: office.parts.configuration.sealing.installation.rawValue, act: route.trace.act, subject: route.trace.subject,
      reference: context.parameters.get("id") ?? context.parameters.get("number"),
      query: Dictionary(fields.map { ($0.name, String($0.value.prefix(Self.longestValue))) }) { first, _ in first },
      detail: Self.detail(of: route), source: context.source.address ?? context.peer ?? "unknown")
    if route.trace == .nothing { reference = route.path }
  }

  /// The last word of an address that changes something: `approve`, `roles`.
  private static func detail(of route: Route) -> String? {
    guard route.method != .get, let last = route.path.split(separator: "/").last, !last.hasPrefix("{") else { return nil }
    return String(last)
  }
}
