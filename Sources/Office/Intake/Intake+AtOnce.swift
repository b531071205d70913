import CameraProtocols
import Crypto
import Enforcement
import Foundation
import Sealing
import Storage
import Traffic

extension Intake {
  /// A capture that went the short way to the disk.
  struct KeptAtOnce: Sendable {
    fileprivate let intake: Intake
    fileprivate let post: CameraPost
    fileprivate let mark: RecentCaptures.Mark
    fileprivate let pass: Pass
    fileprivate let site: Site
    fileprivate let result: Result<Void, any Error>

    /// Counts and shows the pass, and says what its camera is answered. To be called once.
    func answer() -> CameraAnswer {
      let codec = post.camera.dialect.codec
      do {
        try result.get()
        return codec.answer(.accepted([intake.kept(pass, known: mark, post, at: site)]))
      } catch {
        return intake.unstored(post, because: error)
      }
    }
  }

  /// Takes a request of a camera without waiting for anybody but the disk: one capture, read by the camera, in which there is neither violation
  /// nor hit.
  /// - Parameter then: is told on another thread when the pass is durable, or could not be stored.
  /// - Returns: `false` where the request is another one, or no epoch is open: nothing was done then, and ``receive(_:)`` has to take it.
  func receiveAtOnce(_ post: CameraPost, then: @escaping @Sendable (KeptAtOnce) -> Void) -> Bool {
    guard post.camera.readsPlates, let sealer, let site = parts.directory.site(post.camera.site),
      case .captures(let captures)? = try? decode(post), let capture = captures.first, captures.count == 1
    else { return false }
    let mark = recent.mark(of: capture.vendorKey, from: post.camera.id)
    guard recent.receipt(at: mark) == nil else { return false }
    let pass = Pass(capture: capture, camera: post.camera, receivedAt: post.receivedAt, rawSHA256: SHA256.hash(data: post.body).hex)
    guard !pass.reads.isEmpty, isPlain(pass, at: site, from: post.camera) else { return false }
    do {
      return try sealer.keepAtOnce(pass.underItsOwnID, pictures: pictures(of: capture), at: parts.now()) { result in
        then(KeptAtOnce(intake: self, post: post, mark: mark, pass: pass, site: site, result: result))
      }
    } catch {
      return false
    }
  }

  /// Whether a pass is nobody's concern; `false` also where that cannot be said without asking the registry.
  private func isPlain(_ pass: Pass, at site: Site, from camera: Camera) -> Bool {
    let directory = parts.directory.current
    guard directory.registryCount == 0 || !judge.asksRegistry(of: pass, in: parts.directory.timeZone(of: site.id)) else { return false }
    return directory.hotlist.matches(pass, at: parts.now()).isEmpty
      && judge.judge(pass, at: site, from: camera, registered: nil, signals: signals.log(of: site.id)).isEmpty
  }
}
