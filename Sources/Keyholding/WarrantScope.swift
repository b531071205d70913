import Sealing
import Traffic

/// A warrant's cameras and hours, ready for the many scopes that one request asks about.
struct WarrantScope {
  private let cameras: Set<CameraID>
  private let hours: Range<UInt32>

  init(_ warrant: Warrant) {
    cameras = Set(warrant.cameras)
    hours = warrant.hours
  }

  /// - Throws: ``Refusal/cameraOutOfScope(_:)`` or ``Refusal/hourOutOfScope(_:)``.
  func check(_ scope: PlateScope) throws(Refusal) {
    guard cameras.contains(scope.camera) else { throw .cameraOutOfScope(scope.camera) }
    guard hours.contains(scope.captureHour) else { throw .hourOutOfScope(scope.captureHour) }
  }
}
