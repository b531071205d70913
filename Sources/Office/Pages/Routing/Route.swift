import HTTPTypes
import Hummingbird

/// One address of the office, with the gate before it and the trace that its use leaves.
struct Route: Sendable {
  let method: HTTPRequest.Method
  /// In the router's notation: `/cases/{id}`.
  let path: String
  let gate: Gate
  let trace: Trace
  /// What its person confirms with a passkey before anything is done; see ``approved(_:withholding:words:)``.
  var demand: ApprovalDemand?
  let handle: @Sendable (Visit) async throws -> Response

  static func get(_ path: String, _ gate: Gate, _ trace: Trace, handle: @escaping @Sendable (Visit) async throws -> Response) -> Route {
    Route(method: .get, path: path, gate: gate, trace: trace, handle: handle)
  }

  static func post(_ path: String, _ gate: Gate, _ trace: Trace, handle: @escaping @Sendable (Visit) async throws -> Response) -> Route {
    Route(method: .post, path: path, gate: gate, trace: trace, handle: handle)
  }
}
