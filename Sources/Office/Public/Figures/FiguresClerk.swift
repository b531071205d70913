import Foundation
import Logging
import ServiceLifecycle
import Storage
import TransparencyLog

/// Enters in the public log, every so often, what was counted since the last time. The public page is made from these entries and from nothing else.
///
/// What is entered is the difference between all that the store ever counted and all that the log says already. So nothing is counted twice and
/// nothing is left out, however the server ended: both sides survive it.
actor FiguresClerk: Service {
  /// How often it is looked whether an entry is due, or a first one possible.
  private static let lookEvery = Duration.seconds(1)
  /// How long the first entry of all waits for the doctor, whose word is in it.
  private static let patience = Duration.seconds(15)

  private nonisolated let parts: OfficeParts
  /// Owned by this actor: what the log says, read once. `nil` before that, and where it is not known whether the last entry was written.
  private var said: Said?
  /// Whether an entry is on its way; a second one beside it would count the same again.
  private var isPublishing = false
  /// Until when a first entry waits for the doctor.
  private var patientUntil: ContinuousClock.Instant?

  /// All that the log's entries say together.
  private struct Said {
    var counts = PublishedCounts()
    /// Up to when they count; `nil` where there is none.
    var to: Date?

    mutating func add(_ entry: LogEntry) {
      counts += PublishedCounts(fields: entry.fields)
      if let text = entry.fields["to"]?.text, let instant = Date(secondText: text) { to = max(to ?? instant, instant) }
    }
  }

  init(parts: OfficeParts) { self.parts = parts }

  nonisolated func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      await bePatient()
      while !Task.isCancelled {
        await publishIfDue()
        try? await Task.sleep(for: Self.lookEvery)
      }
    }
    // What was counted until the end is not left to the next start.
    await publish()
  }

  /// Enters what was counted, where the last entry is old enough.
  func publishIfDue() async {
    do {
      let said = try await known()
      guard let to = said.to else { return isPatient ? () : await publish() }
      if parts.now().timeIntervalSince(to) >= parts.configuration.transparency.figures.seconds { await publish() }
    } catch {
      tell(error)
    }
  }

  private func bePatient() { patientUntil = .now + Self.patience }

  private var isPatient: Bool { parts.health.diagnosis == nil && patientUntil.map { .now < $0 } == true }

  /// Enters what was counted since the last entry.
  func publish() async {
    guard !isPublishing else { return }
    isPublishing = true
    defer { isPublishing = false }
    do {
      let said = try await known()
      let counted = try PublishedCounts(of: parts.store)
      if counted.isBehind(said.counts) {
        parts.logger.warning("the store has counted less than the public log says; was it put back to an older state?")
      }
      let to = parts.now()
      let from = try said.to ?? parts.store.countedSince() ?? to
      guard from <= to else { return }
      let fields = try facts().fields.merging(counted.unpublished(after: said.counts).fields) { $1 }
      let entry = try LogEntry(
        .figuresPublished, at: to, fields.merging(["from": .text(from.secondText), "to": .text(to.secondText)]) { $1 })
      // Whether an entry that failed is in the log shows when the log is read again.
      self.said = nil
      _ = try await parts.log.append(entry)
      var now = said
      now.add(entry)
      self.said = now
    } catch {
      tell(error)
    }
  }

  private func known() async throws -> Said {
    if let said { return said }
    var said = Said()
    for entry in try await parts.log.entries(since: .distantPast) where entry.kind == .figuresPublished { said.add(entry) }
    self.said = said
    return said
  }

  private func facts() throws -> PublishedFacts {
    let contents = parts.directory.current
    return PublishedFacts(parts.configuration, cameras: contents.cameras.count, lists: try parts.store.hotlistNames(), diagnosis: parts.health.diagnosis)
  }

  private nonisolated func tell(_ error: any Error) { parts.logger.error("figures not published", metadata: ["error": "\(error)"]) }
}
