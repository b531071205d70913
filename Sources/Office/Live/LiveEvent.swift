import Foundation
import Traffic

/// Something that the pages show the moment it happens. Carries no plate in clear: passing traffic is shown masked, to everyone.
enum LiveEvent: Sendable {
  case pass(Sighting)
  case hit(HitSighting)
  case hitDecided(HitDecision)
  case caseChanged(CaseChange)

  /// The event's name on the wire, as the page's script listens for it.
  var name: String {
    switch self {
    case .pass: "pass"
    case .hit: "hit"
    case .hitDecided: "hit-decided"
    case .caseChanged: "case"
    }
  }

  /// The site where it happened, by its ID: who works elsewhere is not told.
  var site: String? {
    switch self {
    case .pass(let sighting): sighting.site
    case .hit(let hit): hit.site
    case .hitDecided(let decided): decided.site
    case .caseChanged: nil
    }
  }

  /// A vehicle that passes.
  struct Sighting: Sendable, Encodable {
    var camera: String
    var cameraName: String
    var site: String
    var siteName: String
    var district: String
    var at: Date
    /// First two characters, then dots; `nil` where no plate was read.
    var plate: String?
    var speedKmh: Int?
    var lane: Int?
    var direction: String
    var region: String?
    var vehicle: String
    /// Kinds of violations that the pass was judged to be.
    var violations: [String]
  }

  /// A hit, as those who may decide hits are told of it.
  struct HitSighting: Sendable, Encodable {
    var id: String
    var list: String
    var camera: String
    var site: String
    var siteName: String
    var at: Date
    var plate: String
  }

  /// What a dispatcher made of a hit.
  struct HitDecision: Sendable, Encodable {
    var id: String
    var site: String
    var decision: String
    var decidedBy: String
  }

  /// A case that was opened or moved.
  struct CaseChange: Sendable, Encodable {
    var id: String
    var number: String
    var kind: String
    var state: String
    var siteName: String
  }
}
