import Enforcement
import Traffic

/// What rules and hotlists say of a pass.
struct Judged: Sendable {
  var violations: [Violation]
  var entries: [HotlistEntry]
  /// What the registry says of the vehicle, where one was asked.
  var registered: RegisteredVehicle?

  /// Whether it is nobody's concern.
  var isPlain: Bool { violations.isEmpty && entries.isEmpty }
}
