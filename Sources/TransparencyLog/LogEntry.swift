public import Foundation

/// An act that everybody may know of: canonical JSON with its type, its time and what the type calls for. Never holds personal data, a plate, or
/// a bare hash of one: few plates exist, and the log is for ever.
public struct LogEntry: Hashable, Sendable {
  /// What can be done.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case dayKeyPublished = "daykey.published"
    case dayDestroyed = "day.destroyed"
    case epochOpened = "epoch.opened"
    case epochClosed = "epoch.closed"
    case custodyOK = "custody.ok"
    case warrantRequested = "warrant.requested"
    case warrantApproved = "warrant.approved"
    case warrantRefused = "warrant.refused"
    case warrantExpired = "warrant.expired"
    case warrantUnsealed = "warrant.unsealed"
    case tokensIssued = "tokens.issued"
    case queryExecuted = "query.executed"
    case keysReleased = "keys.released"
    case holdSet = "hold.set"
    case holdLifted = "hold.lifted"
    case roleChanged = "role.changed"
    case credentialAdded = "credential.added"
    case credentialRemoved = "credential.removed"
    case keyRotated = "key.rotated"
    case configurationChanged = "config.changed"
    case softwareVersion = "software.version"
    case cameraEnrolled = "camera.enrolled"
    case cameraRevoked = "camera.revoked"
    case hotlistChanged = "hotlist.changed"
    case exportMade = "export.made"
    case auditRecorded = "audit.recorded"
    case figuresPublished = "figures.published"
    case witnessPolicyChanged = "witness.policy.changed"
    case shardOpened = "shard.opened"
    case shardClosed = "shard.closed"
  }

  /// The longest an entry may be, in bytes: two of them hold its length in a tile.
  public static let longest = 65_535
  private static let thing = "log entry"

  public let kind: Kind
  /// When it was done, down to the second.
  public let time: Date
  /// What the kind calls for.
  package let fields: [String: CanonicalJSON]
  /// As it stands in the log.
  public let bytes: Data

  /// - Throws: ``TransparencyFault/unusable(_:)`` where it gets too long, or a field has the name `type` or `time`.
  package init(_ kind: Kind, at time: Date, _ fields: [String: CanonicalJSON]) throws(TransparencyFault) {
    guard fields["type"] == nil, fields["time"] == nil else { throw .unusable("`type` and `time` stand in every entry already.") }
    self.kind = kind
    self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    self.fields = fields
    bytes = CanonicalJSON.object(fields.merging(["type": .text(kind.rawValue), "time": .text(time.secondText)]) { $1 }).bytes
    guard bytes.count <= Self.longest else { throw .unusable("A log entry has at most \(Self.longest) bytes; this one has \(bytes.count).") }
  }

  /// - Throws: ``TransparencyFault/malformed(_:_:)`` for everything that ``bytes`` would not be: other forms, fields twice, unknown types.
  public init(bytes: Data) throws(TransparencyFault) {
    let json = try CanonicalFieldReader<TransparencyFault>.read(bytes, of: Self.thing, limit: Self.longest)
    var fields = try CanonicalFieldReader<TransparencyFault>(json, of: Self.thing)
    guard let kind = Kind(rawValue: try fields.text("type")), case .object(var all) = json else { throw fields.fault("its type is not known.") }
    time = try fields.instant("time")
    all["type"] = nil
    all["time"] = nil
    self.kind = kind
    self.fields = all
    self.bytes = bytes
  }
}
