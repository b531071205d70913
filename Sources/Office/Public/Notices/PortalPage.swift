import Enforcement
import Foundation
import Traffic

/// A notice as its receiver sees it on the public listener: what is said of their vehicle, its pictures, and what they can do.
struct PortalPage: Sendable {
  var number: String
  var state: String
  var stateLabel: String
  var stateText: String
  var issuedLabel: String
  var dueLabel: String
  var isOverdue: Bool
  var plateText: String
  var capturedLabel: String
  var placeLabel: String
  var kindLabel: String
  var statuteCode: String
  var statuteText: String
  var amountLabel: String
  var measurement: NoticePage.Measurement?
  var pictures: [Picture]
  var hasPictures: Bool
  var hasCloseUp: Bool
  /// `2 clips`; `nil` where there is none.
  var clipsLabel: String?
  var checks: [Check]
  var hasChecks: Bool
  var isChecked: Bool
  var canAnswer: Bool
  var problem: Layout.Note?
  var typed: Typed
  var statement: Statement?
  var authority: NoticePage.Letterhead
  var paymentHref: String?

  struct Picture: Sendable {
    var pictureHref: String
    var caption: String
  }

  /// One original as it was checked just now.
  struct Check: Sendable {
    var checkLabel: String
    var sha256: String
    var isIntact: Bool
    var isAltered: Bool
  }

  /// What was typed into a form that could not be taken.
  struct Typed: Sendable {
    var text = ""
    var name = ""
    var address = ""
  }

  /// What was answered before.
  struct Statement: Sendable {
    var statementLabel: String
    var statementText: String
  }

  /// - Parameters:
  ///   - file: the notice's case; `nil` where it was destroyed.
  ///   - captions: what each picture hides, by its ID.
  ///   - checks: of originals, where they were asked for.
  init(
    _ notice: Notice, file: Case?, captions: [UUID: String], problem: String?, typed: Typed, checks: [Check], authority: Authority, payment: String?,
    surroundings: Surroundings, now: Date
  ) {
    let clock = SiteClock(identifier: notice.timeZone)
    let state = file?.state ?? .closed
    number = notice.number
    self.state = state.rawValue
    stateLabel = state.label
    stateText = state.keeperText
    issuedLabel = clock.longDay(notice.issuedAt)
    dueLabel = clock.longDay(notice.dueAt)
    isOverdue = notice.dueAt < now && state == .noticeIssued
    plateText = notice.plate.grouped
    capturedLabel = "\(clock.longDay(notice.capturedAt)), \(clock.time(notice.capturedAt)) (\(clock.zoneLabel(notice.capturedAt)))"
    let district = file.map { surroundings.district($0.pass.site) } ?? ""
    placeLabel = district.isEmpty ? notice.siteName : "\(notice.siteName), \(district)"
    kindLabel = notice.violation.kind.label
    statuteCode = notice.violation.statuteCode
    statuteText = notice.violation.statuteText
    amountLabel = Wording.amount(notice.violation.amount, notice.violation.currency)
    measurement = notice.violation.measurement.map { NoticePage.Measurement($0, of: notice.violation.kind) }
    pictures = (file?.keeperPictures ?? []).enumerated().map { Picture($1, number: $0 + 1, of: file, hides: captions[$1.id], clock: clock) }
    hasPictures = !pictures.isEmpty
    hasCloseUp = file?.evidence.closeUp != nil
    let clips = file?.evidence.items.filter(\.isClip).count ?? 0
    clipsLabel = clips == 0 ? nil : Wording.count(clips, "clip", "clips")
    self.checks = checks
    hasChecks = !checks.isEmpty
    isChecked = hasChecks && checks.allSatisfy(\.isIntact)
    canAnswer = file?.awaitsKeeper ?? false
    self.problem = problem.map { Layout.Note(text: $0) }
    self.typed = typed
    statement = file?.statement.map { Statement($0, clock: clock) }
    self.authority = NoticePage.Letterhead(authority)
    paymentHref = state == .noticeIssued ? payment : nil
  }
}

extension PortalPage.Picture {
  fileprivate init(_ item: Evidence.Item, number: Int, of file: Case?, hides: String?, clock: SiteClock) {
    pictureHref = "/notice/pictures/\(number)"
    let taken = item.takenAt ?? file?.pass.capturedAt
    let time = taken.map { "\(clock.day($0)), \(clock.exactTime($0))" } ?? "Picture \(number)"
    caption = time + (item.frameNumber.map { ", frame \($0)" } ?? "") + (hides.map { ". \($0)." } ?? "")
  }
}

extension PortalPage.Check {
  /// - Parameter isIntact: `nil` where the original was destroyed.
  init(_ item: Evidence.Item, number: Int, isIntact: Bool?) {
    let what = item.isClip ? "Clip" : item.kind == .plate ? "Close-up" : "Picture"
    switch isIntact {
    case true?: checkLabel = "\(what) \(number) is what the camera sent, byte for byte"
    case false?: checkLabel = "\(what) \(number) is NOT what the camera sent"
    case nil: checkLabel = "\(what) \(number) was destroyed when its time was up"
    }
    sha256 = item.sha256
    self.isIntact = isIntact ?? false
    isAltered = isIntact == false
  }
}

extension PortalPage.Statement {
  fileprivate init(_ statement: Case.Statement, clock: SiteClock) {
    let day = clock.longDay(statement.at)
    switch statement.kind {
    case .contest:
      statementLabel = "You contested this notice on \(day)"
      statementText = statement.text
    case .nomination:
      statementLabel = "You named the driver on \(day)"
      statementText = [statement.driverName, statement.driverAddress].compactMap(\.self).joined(separator: ", ")
    }
  }
}
