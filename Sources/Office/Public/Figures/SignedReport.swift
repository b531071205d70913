import Crypto
import Foundation
import TransparencyLog

/// A report with the log's signature on it.
struct SignedReport: Sendable {
  /// Added to the log's name: the name that the report's key signs under.
  static let keySuffix = "/figures"
  private static let opening = "gantry transparency.json v1"

  let json: Data
  /// A note (C2SP `signed-note`) whose text names the report's SHA-256 and the size of the log that it was made from.
  let note: Data

  init(_ report: FiguresReport, signer: NoteSigner) throws {
    json = report.json.bytes
    let hash = Data(SHA256.hash(data: json)).base64EncodedString()
    let text = "\(Self.opening)\n\(hash)\n\(report.state.shard.name) \(report.state.size)\n"
    note = try SignedNote(text: text, signatures: [signer.sign(text, at: Date())]).bytes
  }

  /// The key that reports are signed with: the log's under another name. What it signs begins with words that no log's name can begin with, because
  /// names have no space, so a signature on a report never counts for a checkpoint.
  static func signer(of log: NoteSigner) throws -> NoteSigner { try NoteSigner(name: log.key.name + keySuffix, kind: .log, seed: log.seed) }
}

/// The newest reports, each signed once, so that who fetches a report and its signature one after the other gets those that belong together.
actor SignedReports {
  /// How many states of the log are kept.
  private static let kept = 16

  nonisolated let signer: NoteSigner
  /// Owned by this actor: the oldest first.
  private var reports: [(place: LogPlace, report: SignedReport)] = []

  init(signer: NoteSigner) { self.signer = signer }

  /// The report of a state.
  func report(of state: PublicLedger.State, policy: String) throws -> SignedReport {
    let place = LogPlace(shard: state.shard.name, index: state.size)
    if let known = report(at: place) { return known }
    let report = try SignedReport(FiguresReport(state: state, policy: policy), signer: signer)
    reports.append((place, report))
    if reports.count > Self.kept { reports.removeFirst() }
    return report
  }

  /// The report of a state that somebody names.
  /// - Parameter place: the shard, and its size as index.
  /// - Returns: `nil` for states that are not kept any more, or never were.
  func report(at place: LogPlace) -> SignedReport? { reports.first { $0.place == place }?.report }
}
