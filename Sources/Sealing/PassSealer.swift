public import Foundation
import Synchronization
public import Traffic

/// Seals passes as they arrive, and keeps them: opens each epoch in time, forgets every second what the second before was sealed with, and the
/// whole epoch at its end.
///
/// A pass is sealed under the lock of the present epoch and stored outside it, so that waiting for the disk holds up nobody. After a crash the
/// keys of the epoch are gone and a new one begins under another nonce: what was stored can be opened by the keyholders all the same.
public final class PassSealer: Sendable {
  /// The epoch passes are sealed in, and those whose last passes are still on their way to the disk.
  private struct Present: ~Copyable {
    var sealer: EpochSealer?
    /// Passes that are sealed and not stored yet, by epoch.
    var underway: [EpochContext: Int] = [:]
    /// Epochs that took their last pass.
    var over: [EpochContext] = []
  }

  private let terms: SealingTerms
  private let store: any PassStore
  private let news: any EpochNews
  private let dayKeys: @Sendable (UTCDay) throws -> [DayKey]
  /// Owned by this type; its lock guards the epoch's keys and is held for the microseconds that one pass takes.
  private let present = Mutex(Present())
  private let turn = OneAtATime()

  /// - Parameters:
  ///   - dayKeys: the keyholders' keys for a day, as far as they are known.
  ///   - news: is told of epochs.
  public init(
    terms: SealingTerms, store: any PassStore, news: any EpochNews, dayKeys: @escaping @Sendable (UTCDay) throws -> [DayKey]
  ) {
    self.terms = terms
    self.store = store
    self.news = news
    self.dayKeys = dayKeys
  }

  /// Seals a pass and stores it; durable on return.
  /// - Parameters:
  ///   - pictures: as they arrived.
  ///   - now: the present instant.
  /// - Throws: ``SealingFault`` where there is no epoch to seal in (a day key is missing, for one) or the pass cannot be sealed;
  ///   ``SealingFault/nothingRead`` for a pass that nobody could ask for. What the store throws is thrown on. Nothing is kept then.
  public func keep(_ pass: Pass, pictures: [Data] = [], at now: Date) async throws {
    let sealed = try await sealed(pass, pictures, now)
    do {
      try await store.append(sealed)
    } catch {
      land(sealed.context)
      throw error
    }
    land(sealed.context)
  }

  /// Seals a pass in the epoch that is open, and stores it, without waiting for anybody.
  /// - Parameter then: is told on another thread, once, when the pass is durable or could not be stored. Has to be quick.
  /// - Returns: `false` where no epoch is open: nothing was done, and ``keep(_:pictures:at:)`` opens one.
  /// - Throws: as ``keep(_:pictures:at:)``; `then` is not told.
  public func keepAtOnce(
    _ pass: Pass, pictures: [Data] = [], at now: Date, then: @escaping @Sendable (Result<Void, any Error>) -> Void
  ) throws(SealingFault) -> Bool {
    guard let sealed = try seal(pass, pictures, now) else { return false }
    store.append(sealed) { result in
      self.land(sealed.context)
      then(result)
    }
    return true
  }

  /// What has to happen every second: old values are erased, the next epoch is opened when its time has come, and ended ones are closed.
  public func tick(at now: Date) async {
    present.withLock { $0.sealer?.advance(to: now) }
    do {
      if !isOpen(at: now) { try await open(at: now) }
      try await closeEnded()
    } catch {
      await news.failed(error)
    }
  }

  /// Forgets the present epoch and closes it. For an orderly stop.
  public func end() async {
    retire()
    do { try await closeEnded() } catch { await news.failed(error) }
  }

  private func sealed(_ pass: Pass, _ pictures: [Data], _ now: Date) async throws -> SealedRecord {
    // Whoever waited for somebody else's opening may find that epoch over already, and opens the next.
    for _ in 0..<3 {
      if let sealed = try seal(pass, pictures, now) { return sealed }
      try await open(at: now)
    }
    throw SealingFault.epochOver
  }

  /// - Returns: `nil` where no epoch is open at this instant.
  private func seal(_ pass: Pass, _ pictures: [Data], _ now: Date) throws(SealingFault) -> SealedRecord? {
    try present.withLock { (present) throws(SealingFault) in
      guard let ends = present.sealer?.endsAt, now < ends, let sealed = try present.sealer?.seal(pass, pictures: pictures, at: now) else { return nil }
      present.underway[sealed.context, default: 0] += 1
      return sealed
    }
  }

  /// A pass is stored, or could not be.
  private func land(_ context: EpochContext) {
    present.withLock { present in
      let left = (present.underway[context] ?? 0) - 1
      present.underway[context] = left > 0 ? left : nil
    }
  }

  private func isOpen(at now: Date) -> Bool {
    present.withLock { present in
      guard let ends = present.sealer?.endsAt else { return false }
      return now < ends
    }
  }

  private func open(at now: Date) async throws {
    try await turn.run {
      if self.isOpen(at: now) { return }
      self.retire()
      let period = try EpochPeriod(containing: now, lengthMinutes: self.terms.epochMinutes)
      // Drawn for every opening and not only at every start: an epoch that could not be stored is tried again under other keys.
      let nonce = try SecretBytes.random(count: 8).withUnsafeBytes { Data($0) }
      let secrets = try EpochSecrets(
        site: self.terms.installation, period: period, bootNonce: nonce, holders: self.terms.holders, dayKeys: self.dayKeys(period.day))
      let record = secrets.record
      var sealer: EpochSealer? = try await secrets.begin(at: now) { try await self.store.open($0, period: period) }
      self.present.withLock { swap(&$0.sealer, &sealer) }
      await self.news.opened(record)
    }
  }

  /// Takes the present epoch's keys out of memory.
  private func retire() {
    present.withLock { present in
      guard let context = present.sealer?.context else { return }
      present.sealer = nil
      present.over.append(context)
    }
  }

  /// Closes epochs whose last pass is stored.
  private func closeEnded() async throws {
    let ended = present.withLock { present in present.over.filter { present.underway[$0] == nil } }
    for context in ended {
      let closing = try await store.close(context)
      present.withLock { present in present.over.removeAll { $0 == context } }
      await news.closed(closing)
    }
  }
}
