public import Traffic

/// Turns a pass into what may rest on a disk. How strong the seal is, is the sealer's affair; nobody else sees a pass on its way to rest.
public protocol PassSealer: Sendable {
  /// Seals one pass.
  /// - Throws: What kept it from being sealed; the pass is then not stored.
  func seal(_ pass: Pass) throws -> SealedPass
}
