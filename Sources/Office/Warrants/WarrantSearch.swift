import Foundation
public import Keyholding
public import Sealing
import Storage
import Traffic

/// What the server does with the sealed passes for a warrant: says where to ask, looks tokens up, and takes out what was found.
public struct WarrantSearch: Sendable {
  private let passes: any SealedPasses

  public init(_ passes: any SealedPasses) { self.passes = passes }

  /// Where a warrant's plates can be asked for: for each epoch only the cameras and hours that it has passes of and the warrant covers. The
  /// question is as small as what is stored, and an epoch without any is not asked about.
  /// - Parameter isOpenable: whether enough keyholders still have their key of a day.
  public func questions(for warrant: Warrant, on isOpenable: (UTCDay) -> Bool) throws -> [EpochQuestion] {
    let last = UTCDay(containing: warrant.to + Double(EpochQuestion.latestUploadHours) * 3600)
    let (cameras, hours) = (Set(warrant.cameras), warrant.hours)
    return try passes.epochs(from: UTCDay(containing: warrant.from), through: last).compactMap { epoch in
      let scopes = epoch.scopes.keys.filter { cameras.contains($0.camera) && hours.contains($0.captureHour) }
      guard !scopes.isEmpty, isOpenable(epoch.record.context.day) else { return nil }
      return EpochQuestion(record: epoch.record, scopes: scopes.sorted { ($0.camera, $0.captureHour) < ($1.camera, $1.captureHour) })
    }
  }

  /// Puts the holders' answers together and looks up what they make.
  /// - Returns: what was found, and how many tokens were looked up.
  /// - Throws: `KeyholdingFault` where the answers do not fit together.
  public func find(_ request: WarrantRequest, with answers: [TokenAnswer]) throws -> (findings: WarrantFindings, tokenCount: Int) {
    let tokens = try request.tokens(from: answers)
    let lookups = tokens.map { TokenLookup(epoch: request.questions[$0.epoch].record.context, scope: $0.scope, token: $0.token) }
    // In the order asked: a pass that was found by several readings counts by the best.
    let found = try passes.find(lookups).sorted { $0.lookup < $1.lookup }
    return (WarrantFindings(request, found: found.map { (token: tokens[$0.lookup], row: $0.record) }), tokens.count)
  }

  /// The rows of findings, each at its hit's place. Hits whose passes were destroyed meanwhile are left out of both.
  public func rows(of findings: WarrantFindings) throws -> (findings: WarrantFindings, rows: [SealedRecord]) {
    let release = findings.release
    let lookups = zip(release.hits, findings.tokens).map { hit, token in
      TokenLookup(epoch: release.records[hit.epoch].context, scope: hit.scope, token: token)
    }
    var rows: [SealedRecord?] = Array(repeating: nil, count: lookups.count)
    for found in try passes.find(lookups) where found.record.id == release.hits[found.lookup].pass { rows[found.lookup] = found.record }
    return (findings.keeping { rows[$0] != nil }, rows.compactMap(\.self))
  }
}
