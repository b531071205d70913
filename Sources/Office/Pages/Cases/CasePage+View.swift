import Access
import Enforcement
import Foundation
import Traffic

extension CasePage {
  /// Writes the page of a case for one person. What this person must not see yet is taken out before anything is written.
  init(_ view: CaseView) {
    let file = view.file.seen(by: view.reviewer)
    let clock = view.surroundings.clock(at: file.pass.site)
    let isBlind = file.state.isBlindStage
    let readings = view.file.plateShown(to: view.reviewer).filter { !isBlind || $0.reader != .person }
    self.case = Head(file, clock: clock)
    queueHref = "/queue?\(view.filter.query)"
    queueQuery = view.filter.query
    positionLabel = view.position.index.map { "\(Wording.count($0 + 1)) of \(Wording.count(view.position.total))" }
    previousHref = view.position.previous.map { "/cases/\($0)?\(view.filter.query)" }
    nextHref = view.position.next.map { "/cases/\($0)?\(view.filter.query)" }
    problem = view.problem.map(Layout.Note.init)
    let pictures = file.evidence.items.filter(\.isPicture)
    let showsOriginals = view.person.may(.seeOriginals)
    stills = pictures.enumerated().map { EvidenceCard($1, number: $0 + 1, of: file, showsOriginals: showsOriginals, clock: clock) }
    hasStills = !stills.isEmpty
    stillCount = Wording.count(stills.count)
    closeUp = file.evidence.closeUp.map { _ in Link(href: "/cases/\(file.id)/plate?width=640") }
    clips = file.evidence.items.filter(\.isClip).enumerated().map {
      EvidenceCard($1, number: $0 + 1, of: file, showsOriginals: showsOriginals, clock: clock)
    }
    violation = ViolationCard(file.violation)
    measurement = file.violation.measurement.map { MeasurementCard($0, of: file.violation.kind) }
    reads = ReadCard.cards(readings)
    hasReads = !reads.isEmpty
    readsDisagree = Set(readings.map(\.plate)).count > 1
    settledPlateText = isBlind ? nil : file.settledPlate?.grouped
    registered = RegistryCard.card(view, clock: clock)
    vehicle = file.pass.vehicle.summary.map { VehicleLine(summary: Wording.sentence($0)) }
    facts = CaptureFacts(file, surroundings: view.surroundings)
    place = Place(file.pass, tileURL: view.tileURL)
    related = view.related.map {
      RelatedCase(relatedHref: "/cases/\($0.id)", relatedNumber: $0.number, relatedKindLabel: $0.violation.kind.label)
    }
    hasRelated = !related.isEmpty
    decision = DecisionForm(view)
    cannotDecide = DecisionForm.refusal(view).map(Layout.Note.init)
    canIssueNotice = file.state == .approved && view.person.may(.reviewCases)
    notice = file.noticeNumber.map { NoticeLink(noticeNumber: $0, noticeHref: "/notices/\($0)") }
    statement = file.statement.map { KeeperStatement($0, clock: clock) }
    let mayHold = view.person.may(.holdCases)
    hold = file.hold.map { HoldCard($0, liftHref: mayHold ? "/cases/\(file.id)/lift" : nil, clock: clock) }
    holdForm = mayHold && file.hold == nil ? HoldForm(holdHref: "/cases/\(file.id)/hold") : nil
    timeline = file.timeline.map { TimelineEntry($0, clock: clock) }
  }
}

extension CasePage.Head {
  init(_ file: Case, clock: SiteClock) {
    id = file.id.description
    number = file.number
    state = file.state.rawValue
    stateLabel = file.state.waitingLabel
    kind = file.violation.kind.rawValue
    kindLabel = file.violation.kind.label
    openedAtLabel = "\(clock.day(file.openedAt)), \(clock.time(file.openedAt))"
  }
}

extension CasePage.Place {
  init(_ pass: Pass, tileURL: String?) {
    latitude = Wording.raw(pass.coordinate.latitude)
    longitude = Wording.raw(pass.coordinate.longitude)
    headingDegrees = pass.headingDegrees.map(Wording.raw)
    coordinateLabel = pass.coordinate.label
    self.tileURL = tileURL
  }
}

extension CasePage.KeeperStatement {
  init(_ statement: Case.Statement, clock: SiteClock) {
    statementTitle = statement.kind == .contest ? "Contested by the keeper" : "Driver named by the keeper"
    statementAtLabel = "\(clock.day(statement.at)), \(clock.minute(statement.at))"
    statementText = statement.text
    driverName = statement.driverName
    driverAddress = statement.driverAddress
  }
}

extension CasePage.HoldCard {
  init(_ hold: Case.Hold, liftHref: String?, clock: SiteClock) {
    heldBy = hold.by
    heldAtLabel = "\(clock.day(hold.at)), \(clock.minute(hold.at))"
    holdReason = hold.reason
    self.liftHref = liftHref
  }
}

extension CasePage.TimelineEntry {
  init(_ event: Case.Event, clock: SiteClock) {
    atISO = SiteClock.iso(event.at)
    atLabel = "\(clock.shortDay(event.at)), \(clock.time(event.at))"
    actor = event.actor
    what = Wording.sentence(event.what)
    eventStateLabel = event.state?.stageLabel
  }
}

extension Coordinate {
  /// `41.31115, 69.27951`: to about a metre.
  var label: String { "\(Wording.decimal(latitude, places: 5)), \(Wording.decimal(longitude, places: 5))" }
}
