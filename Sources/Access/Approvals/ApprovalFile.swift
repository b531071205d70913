public import Foundation
import TransparencyLog

/// An approval as it leaves the office, with the relying party that it was given to: what `gantry approval show` writes and `gantry approval verify`
/// reads. Canonical JSON, so that the same approval is the same bytes everywhere.
public struct ApprovalFile: Sendable, Hashable {
  private static let kind = "gantry approval"
  private static let longest = 64 << 10

  public let approval: Approval
  public let relyingParty: RelyingParty

  public init(_ approval: Approval, for relyingParty: RelyingParty) {
    self.approval = approval
    self.relyingParty = relyingParty
  }

  public var bytes: Data {
    CanonicalJSON.object([
      "kind": .text(Self.kind), "version": .number(1), "approval": approval.json,
      "relyingParty": .object(["origin": .text(relyingParty.origin), "name": .text(relyingParty.name)]),
    ]).bytes
  }

  /// Reads a file; whether what stands in it is true, ``Approval/verify(relyingParty:)`` says.
  /// - Throws: ``AccessFault/malformed(_:_:)``.
  public init(bytes: Data) throws(AccessFault) {
    var fields = try CanonicalFieldReader<AccessFault>(bytes, kind: Self.kind, limit: Self.longest)
    approval = try Approval(try fields.value("approval"), of: Self.kind)
    var party = try CanonicalFieldReader<AccessFault>(try fields.value("relyingParty"), of: Self.kind)
    let origin = try party.text("origin")
    relyingParty = RelyingParty(address: origin, name: try party.text("name"))
    try party.finish()
    try fields.finish()
    guard relyingParty.origin == origin else { throw .malformed(Self.kind, "its origin is not written as browsers write one.") }
  }
}
