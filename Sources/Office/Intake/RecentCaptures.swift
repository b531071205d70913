import Crypto
import Foundation
import Synchronization
import Traffic

/// Captures that were sealed a short while ago, so that a camera which did not hear the answer and sends again gets the same one.
///
/// In memory only, under a key that lives as long as the process: on the disk, a capture's key beside its pass would tell whoever can guess the one
/// which is the other. A repeat that comes later than this knows, or after a restart, is sealed once more; whoever opens passes sees by the
/// hash of the message that the two are one.
final class RecentCaptures: Sendable {
  struct Receipt: Sendable {
    var pass: PassID
    /// Of the body, lower-case hex.
    var sha256: String
  }

  /// What a capture is known by: nobody can tell from it which one.
  struct Mark: Hashable {
    fileprivate var high: UInt64
    fileprivate var low: UInt64
  }

  private struct Generation {
    var receipts: [Mark: Receipt] = [:]
    var began: Date
  }

  private struct Kept {
    var present: Generation
    var previous: Generation
  }

  /// A generation ends after this long, and is forgotten at the end of the next.
  private static let lifetime: TimeInterval = 600
  /// Or when it holds so many.
  private static let most = 100_000

  private let key = SymmetricKey(size: .bits256)
  /// Owned by this type; guarded by its lock.
  private let kept: Mutex<Kept>

  init(now: Date) { kept = Mutex(Kept(present: Generation(began: now), previous: Generation(began: now))) }

  /// - Parameter vendorKey: what makes the capture unique at its camera.
  func mark(of vendorKey: String, from camera: CameraID) -> Mark {
    // Nobody sees the result, so that there is nothing to lengthen and a key in front is enough.
    var hash = SHA256()
    key.withUnsafeBytes { hash.update(bufferPointer: $0) }
    var (camera, vendorKey) = (camera.rawValue, vendorKey)
    camera.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    withUnsafeBytes(of: 0 as UInt8) { hash.update(bufferPointer: $0) }
    vendorKey.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return hash.finalize().withUnsafeBytes { Mark(high: $0.loadUnaligned(as: UInt64.self), low: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) }
  }

  /// What was answered to a capture; `nil` where it is not known to have come before.
  func receipt(at mark: Mark) -> Receipt? { kept.withLock { $0.present.receipts[mark] ?? $0.previous.receipts[mark] } }

  func note(_ receipt: Receipt, at mark: Mark, now: Date) {
    kept.withLock { kept in
      if now.timeIntervalSince(kept.present.began) > Self.lifetime || kept.present.receipts.count >= Self.most {
        kept.previous = kept.present
        kept.present = Generation(began: now)
      }
      kept.present.receipts[mark] = receipt
    }
  }
}
