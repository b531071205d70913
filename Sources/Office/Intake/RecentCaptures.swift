import Crypto
import Foundation
import Synchronization
import Traffic

/// Captures that were sealed a short while ago, so that a camera which did not hear the answer and sends again gets the same one.
///
/// In memory only, under keys that live as long as the entries: on the disk, a capture's key beside its pass would tell whoever can guess the one
/// which is the other. A repeat that comes later than this knows, or after a restart, is sealed once more; whoever opens passes sees by the
/// hash of the message that the two are one.
final class RecentCaptures: Sendable {
  struct Receipt: Sendable {
    var pass: PassID
    /// Of the body, lower-case hex.
    var sha256: String
  }

  private struct Generation {
    var key = SymmetricKey(size: .bits256)
    var receipts: [Index: Receipt] = [:]
    var began: Date
  }

  private struct Index: Hashable {
    var high: UInt64
    var low: UInt64
  }

  private struct Kept {
    var present: Generation
    var previous: Generation
  }

  /// A generation ends after this long, and is forgotten at the end of the next.
  private static let lifetime: TimeInterval = 600
  /// Or when it holds so many.
  private static let most = 100_000

  /// Owned by this type; guarded by its lock.
  private let kept: Mutex<Kept>

  init(now: Date) { kept = Mutex(Kept(present: Generation(began: now), previous: Generation(began: now))) }

  /// What was answered to a capture; `nil` where it is not known to have come before.
  func receipt(of vendorKey: String, from camera: CameraID) -> Receipt? {
    kept.withLock { kept in
      [kept.present, kept.previous].lazy.compactMap { $0.receipts.isEmpty ? nil : $0.receipts[Self.index(vendorKey, camera, $0.key)] }.first
    }
  }

  func note(_ receipt: Receipt, of vendorKey: String, from camera: CameraID, at now: Date) {
    kept.withLock { kept in
      if now.timeIntervalSince(kept.present.began) > Self.lifetime || kept.present.receipts.count >= Self.most {
        kept.previous = kept.present
        kept.present = Generation(began: now)
      }
      kept.present.receipts[Self.index(vendorKey, camera, kept.present.key)] = receipt
    }
  }

  private static func index(_ vendorKey: String, _ camera: CameraID, _ key: SymmetricKey) -> Index {
    var code = HMAC<SHA256>(key: key)
    code.update(data: Data(camera.rawValue.utf8))
    code.update(data: [0])
    code.update(data: Data(vendorKey.utf8))
    return code.finalize().withUnsafeBytes { Index(high: $0.loadUnaligned(as: UInt64.self), low: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) }
  }
}
