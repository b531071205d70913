import Crypto
import Foundation
import Logging
import Recognition
import Storage
import Synchronization
import Traffic

/// Brings evidence to light: originals, and smaller or closer views of them.
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
  /// Threads of this room alone. `OperationQueue` guards itself.
  private let bench: OperationQueue
  /// SHA-256 of originals whose bytes were found to match it since the start; guarded by the mutex.
  private let intact = Mutex<Set<String>>([])

  init(store: Store, logger: Logger, workers: Int = 2) {
    self.store = store
    self.logger = logger
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

  /// A smaller copy of a picture, as JPEG.
  func view(_ item: Evidence.Item, longerSide: Int) async throws -> Data {
    try await printed("\(item.sha256) view \(longerSide)") { [self] in
      try Picture.scaled(try intactBytes(of: item), longerSide: longerSide)
    }
  }

  /// The number plate enlarged, as JPEG.
  ///
  /// A thumbnail is made from the close-up and not from the still: decoding the still is most of the work, and whoever saw the thumbnail in a
  /// list opens the case next.
  func closeUp(_ item: Evidence.Item, width: Int) async throws -> Data {
    guard let box = item.plateBox, item.kind != .plate else { return try await view(item, longerSide: width) }
    let name = "\(item.sha256) close-up \(box.x) \(box.y) \(box.width) \(box.height)"
    guard width < Self.closeUpWidth else {
      return try await printed("\(name) \(width)") { [self] in
        try Picture.crop(try intactBytes(of: item), to: box, margin: 0.25, width: width)
      }
    }
    if let print = prints.print(named: "\(name) \(width)") { return print }
    let closeUp = try await closeUp(item, width: Self.closeUpWidth)
    return try await printed("\(name) \(width)") { try Picture.scaled(closeUp, longerSide: width) }
  }

  private func printed(_ name: String, _ make: @escaping @Sendable () throws -> Data) async throws -> Data {
    if let print = prints.print(named: name) { return print }
    let print = try await work(make)
    prints.keep(print, named: name)
    return print
  }

  private func work(_ task: @escaping @Sendable () throws -> Data) async throws -> Data {
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
