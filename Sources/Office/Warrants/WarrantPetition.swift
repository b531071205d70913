public import Foundation

/// What a requester hands in: the warrant, what opens its commitment, and their own signature.
public struct WarrantPetition: Codable, Hashable, Sendable {
  /// `W`, canonical JSON.
  public var warrant: Data
  /// `r`, 32 random bytes.
  public var opening: Data
  public var approval: WarrantSignature

  public init(warrant: Data, opening: Data, approval: WarrantSignature) {
    self.warrant = warrant
    self.opening = opening
    self.approval = approval
  }
}
