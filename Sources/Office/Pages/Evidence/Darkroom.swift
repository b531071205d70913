import Crypto
import Foundation
import Logging
import Recognition
import Storage
import Synchronization
import Traffic

/// Brings evidence to light: originals, and smaller or closer views of them that hide whoever they are not about.
///
/// Decrypting, hashing and scaling a 4K still takes tens of milliseconds of a processor, so it is done on threads of its own and never where
/// requests are answered.
final class Darkroom: Sendable {
  /// Originals that were found intact are remembered up to this many, then forgotten all at once and checked again.
  private static let rememberedLimit = 10_000
  /// Width of the close-up that a case's page shows, in pixels.
  private static let closeUpWidth = 640

  private let store: Store
  private let logger: Logger
  private let prints: PrintBox
  /// `nil` where no models are installed.
  private let search: PlateSearch?
  /// Threads of this room alone. `OperationQueue` guards itself.
  private let bench: OperationQueue
  /// SHA-256 of originals whose bytes were found to match it since the start; guarded by the mutex.
  private let intact = Mutex<Set<String>>([])

  /// - Parameter reader: looks for plates; without one, views show nothing but the vehicle they are about.
  init(store: Store, reader: (any PlateReader)?, logger: Logger, workers: Int = 2) {
    self.store = store
    self.logger = logger
    search = reader.map(PlateSearch.init)
    prints = PrintBox()
    bench = OperationQueue()
    bench.maxConcurrentOperationCount = workers
    bench.name = "darkroom"
  }

  /// The original bytes.
  /// - Parameter range: which of them; `nil` for all.
  /// - Throws: ``PageFault/evidenceAltered`` where they are not the ones that arrived, ``PageFault/evidenceGone`` where they were destroyed.
  func original(_ item: Evidence.Item, range: Range<Int>? = nil) async throws -> Data {
    try await work { [self] in
      if !isKnownIntact(item) {
        let whole = try checked(item)
        return range.map { whole.subdata(in: whole.startIndex + $0.lowerBound..<whole.startIndex + $0.upperBound) } ?? whole
      }
      return try bytes(of: item, range)
    }
  }

  /// Whether the original is, byte for byte, what arrived. Reads and hashes it now, even where it was found intact before.
  /// - Throws: ``PageFault/evidenceGone`` where it was destroyed.
  func matchesArrival(_ item: Evidence.Item) async throws -> Bool {
    do {
      _ = try await work { [self] in try checked(item) }
      return true
    } catch PageFault.evidenceAltered {
      return false
    }
  }

  /// What views of a picture hide. Looks for plates in it where that was not done before, which takes a fraction of a second of the reader.
  /// - Throws: as ``original(_:range:)``. A reader that fails is no error: the plan then hides whatever may be a plate.
  func plan(for exhibit: Exhibit) async throws -> RedactionPlan {
    guard let search else { return try await unreadPlan(for: exhibit) }
    do {
      let seen = try await search.plates(in: exhibit) { [self] in try await work { [self] in try intactBytes(of: exhibit.item) } }
      return RedactionPlan(seen, subject: exhibit.subject)
    } catch let failure as PlateSearch.Failure {
      logger.warning("plates could not be looked for", metadata: ["item": "\(exhibit.item.id)", "error": "\(failure.reason)"])
      return try await unreadPlan(for: exhibit)
    }
  }

  /// What views of a picture say of themselves.
  /// - Throws: as ``plan(for:)``.
  func caption(for exhibit: Exhibit) async throws -> String {
    try await plan(for: exhibit).extent.caption(exhibit.subject.occupants)
  }

  private func unreadPlan(for exhibit: Exhibit) async throws -> RedactionPlan {
    let item = exhibit.item
    if let width = item.pixelWidth, let height = item.pixelHeight {
      return RedactionPlan(unread: PixelSize(width: width, height: height), subject: exhibit.subject)
    }
    let size = try await work { [self] in try Picture.size(of: try intactBytes(of: item)) }
    return RedactionPlan(unread: size, subject: exhibit.subject)
  }

  /// A copy of a picture, as JPEG.
  /// - Parameter plan: from ``plan(for:)``.
  func view(_ item: Evidence.Item, longerSide: Int, hiding plan: RedactionPlan) async throws -> Data {
    try await printed("\(item.sha256) \(plan.hashValue) view \(longerSide)") { [self] in
      try Picture.scaled(try intactBytes(of: item), longerSide: longerSide, redactedBy: plan)
    }
  }

  /// The number plate enlarged, as JPEG.
  ///
  /// A thumbnail is made from the close-up and not from the still: decoding the still is most of the work, and whoever saw the thumbnail in a
  /// list opens the case next.
  /// - Parameter plan: from ``plan(for:)``.
  func closeUp(_ item: Evidence.Item, width: Int, hiding plan: RedactionPlan) async throws -> Data {
    guard let box = item.plateBox, item.kind != .plate else { return try await view(item, longerSide: width, hiding: plan) }
    let name = "\(item.sha256) \(plan.hashValue) close-up"
    guard width < Self.closeUpWidth else {
      return try await printed("\(name) \(width)") { [self] in
        try Picture.crop(try intactBytes(of: item), to: box, margin: 0.25, width: width, redactedBy: plan)
      }
    }
    if let print = prints.print(named: "\(name) \(width)") { return print }
    let closeUp = try await closeUp(item, width: Self.closeUpWidth, hiding: plan)
    return try await printed("\(name) \(width)") { try Picture.scaled(closeUp, longerSide: width) }
  }

  private func printed(_ name: String, _ make: @escaping @Sendable () throws -> Data) async throws -> Data {
    if let print = prints.print(named: name) { return print }
    let print = try await work(make)
    prints.keep(print, named: name)
    return print
  }

  private func work<Value: Sendable>(_ task: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      bench.addOperation { continuation.resume(with: Result(catching: task)) }
    }
  }

  // MARK: On the bench

  private func intactBytes(of item: Evidence.Item) throws -> Data { isKnownIntact(item) ? try bytes(of: item, nil) : try checked(item) }

  /// Reads the whole original and compares it with the hash that was taken when it arrived.
  private func checked(_ item: Evidence.Item) throws -> Data {
    let whole = try bytes(of: item, nil)
    guard SHA256.hash(data: whole).hex == item.sha256 else {
      logger.error("evidence altered", metadata: ["item": "\(item.id)", "object": "\(item.object)"])
      throw PageFault.evidenceAltered
    }
    intact.withLock { known in
      if known.count >= Self.rememberedLimit { known.removeAll() }
      known.insert(item.sha256)
    }
    return whole
  }

  private func isKnownIntact(_ item: Evidence.Item) -> Bool { intact.withLock { $0.contains(item.sha256) } }

  private func bytes(of item: Evidence.Item, _ part: Range<Int>?) throws -> Data {
    let offset = item.range?.lowerBound ?? 0
    let wanted = part.map { offset + $0.lowerBound..<offset + $0.upperBound } ?? item.range
    do {
      return try store.object(item.object, range: wanted)
    } catch StorageFault.notFound {
      throw PageFault.evidenceGone
    } catch StorageFault.damaged {
      logger.error("evidence damaged", metadata: ["item": "\(item.id)", "object": "\(item.object)"])
      throw PageFault.evidenceAltered
    }
  }
}
