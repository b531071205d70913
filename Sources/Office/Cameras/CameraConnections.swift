import Access
import Foundation
import NIOCore
import Synchronization
import Traffic

/// The connections that are open and who has sent on them, so that a camera that is shut out is hung up on.
final class CameraConnections: Sendable {
  struct Connection: Sendable {
    let channel: any Channel
    /// Whose certificate it began with.
    var identity: CameraIdentity?
    /// Who sent on it last.
    var sender: CameraID?
  }

  /// Owned by this type; guarded by its lock.
  private let open = Mutex<[ObjectIdentifier: Connection]>([:])

  func identity(of channel: any Channel) -> CameraIdentity? { open.withLock { $0[ObjectIdentifier(channel)]?.identity } }

  /// Notes a connection, until it leaves.
  func enter(_ channel: any Channel) { open.withLock { $0[ObjectIdentifier(channel)] = Connection(channel: channel) } }

  func leave(_ channel: any Channel) { open.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(channel)) } }

  /// Notes who is at the other end. Of a connection that has left nothing is noted.
  func note(_ identity: CameraIdentity, on channel: any Channel) { open.withLock { $0[ObjectIdentifier(channel)]?.identity = identity } }

  /// Notes for whom was sent.
  func note(sender: CameraID, on channel: any Channel) { open.withLock { $0[ObjectIdentifier(channel)]?.sender = sender } }

  /// Hangs up on everybody who would not be let in any more.
  func hangUp(by contents: Directory.Contents, now: Date) {
    let gone = open.withLock { open in
      open.values.filter { connection in
        if let identity = connection.identity, contents.camera(provenBy: identity, at: now) == nil { return true }
        return connection.sender.map { contents.cameras[$0]?.isEnabled != true } ?? false
      }
    }
    for connection in gone { connection.channel.close(promise: nil) }
  }
}
