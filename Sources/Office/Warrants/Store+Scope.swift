import Access
import Storage
import Traffic

extension Store {
  /// Whether all of some cameras stand where somebody works. For whoever works everywhere that is so, whatever a camera is called.
  func stand(_ cameras: [CameraID], within scope: Scope) throws -> Bool {
    guard scope != .everywhere else { return true }
    let area = scope.area(among: try sites())
    let sites = Dictionary(try self.cameras().map { ($0.id, $0.site) }) { first, _ in first }
    return cameras.allSatisfy { sites[$0].map(area.contains) ?? false }
  }
}
