import Enforcement
import Foundation
import Sealing
import Storage
import Traffic
import TransparencyLog

/// What holds at the moment a `figures.published` entry is written: how many cameras, which lists, how long things are kept.
struct PublishedFacts: Hashable, Sendable {
  /// Whose rules are in force, such as `UZ`, and which version of them.
  var jurisdiction = ""
  var rules = ""
  /// Violations that are looked for.
  var detects: [String] = []
  var cameras = 0
  /// Lists that vehicles are alerted on.
  var lists: [String] = []
  /// Days that passes are kept, sealed; 0 where none is kept.
  var passDays = 0
  var rejectedHours = 0
  var unparsedHours = 0
  /// `nil` where closed cases are kept until somebody destroys them.
  var closedDays: Int?
  /// What is kept of a pass's pictures: `none`, `plate` or `all`.
  var pictures = ""
  /// Who hold the keys to passes, and how many of them open one together.
  var keyholders: [String] = []
  var threshold = 0
  /// What the last examination of the installation came to; `nil` before the first. What it found is nobody's business outside.
  var health: Health?

  struct Health: Hashable, Sendable {
    var isWell: Bool
    var at: Date
  }

  init() {}

  init(_ configuration: Configuration, cameras: Int, lists: some Sequence<String>, diagnosis: Diagnosis? = nil) {
    let retention = configuration.retention
    jurisdiction = configuration.rules.jurisdiction
    rules = configuration.rules.version
    detects = Set(configuration.rules.rules.filter(\.isEnabled).map(\.kind.rawValue)).sorted()
    self.cameras = cameras
    self.lists = Array(Set(lists)).sorted()
    passDays = retention.passDays
    rejectedHours = Int(retention.rejected.seconds / 3600)
    unparsedHours = Int(retention.unparsed.seconds / 3600)
    closedDays = retention.closed.map { Int($0.seconds / 86_400) }
    pictures = configuration.sealing.pictures.rawValue
    keyholders = configuration.sealing.keyholders.map(\.name.rawValue)
    threshold = configuration.sealing.holders?.threshold ?? 0
    health = diagnosis.map { Health(isWell: $0.isWell, at: $0.at) }
  }

  /// - Parameter fields: of an entry; what is missing is left at nothing.
  init(fields: [String: CanonicalJSON]) {
    jurisdiction = fields["jurisdiction"]?.text ?? ""
    rules = fields["rules"]?.text ?? ""
    detects = fields["detects"]?.texts ?? []
    cameras = fields["cameras"]?.number ?? 0
    lists = fields["lists"]?.texts ?? []
    passDays = fields["passDays"]?.number ?? 0
    rejectedHours = fields["rejectedHours"]?.number ?? 0
    unparsedHours = fields["unparsedHours"]?.number ?? 0
    closedDays = fields["closedDays"]?.number
    pictures = fields["pictures"]?.text ?? ""
    keyholders = fields["keyholders"]?.texts ?? []
    threshold = fields["threshold"]?.number ?? 0
    health = Health(fields: fields)
  }

  var fields: [String: CanonicalJSON] {
    var fields: [String: CanonicalJSON] = [
      "jurisdiction": .text(jurisdiction), "rules": .text(rules), "detects": .list(detects.map { .text($0) }), "cameras": .number(cameras),
      "lists": .list(lists.map { .text($0) }), "passDays": .number(passDays), "rejectedHours": .number(rejectedHours),
      "unparsedHours": .number(unparsedHours), "pictures": .text(pictures), "keyholders": .list(keyholders.map { .text($0) }),
      "threshold": .number(threshold),
    ]
    fields["closedDays"] = closedDays.map { .number($0) }
    return fields.merging(health?.fields ?? [:]) { $1 }
  }
}

extension PublishedFacts.Health {
  private static let (pass, fail) = ("pass", "fail")

  /// - Returns: `nil` for an entry of a time before there was a doctor.
  init?(fields: [String: CanonicalJSON]) {
    guard let verdict = fields["doctor"]?.text, [Self.pass, Self.fail].contains(verdict),
      let at = fields["doctorAt"]?.text.flatMap({ Date(secondText: $0) })
    else { return nil }
    self.init(isWell: verdict == Self.pass, at: at)
  }

  var fields: [String: CanonicalJSON] { ["doctor": .text(isWell ? Self.pass : Self.fail), "doctorAt": .text(at.secondText)] }
}
