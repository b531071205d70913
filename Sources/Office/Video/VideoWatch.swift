import Foundation
import Logging
import Recognition
import ServiceLifecycle
import Storage
import Traffic

/// Watches the streams of all enabled video cameras, and follows what administrators change: a camera that is added, a new password or a line drawn
/// anew takes effect within a second or two, and no other stream is disturbed.
struct VideoWatch: Service {
  private static let lookEvery = Duration.seconds(1)

  let parts: OfficeParts
  let intake: Intake
  let makeReader: StreamWatch.MakeReader
  let cut: SightingDesk.Cut

  private struct Watched {
    var order: WatchOrder
    var task: Task<Void, Never>
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      let room = clipRoom()
      var watched: [CameraID: Watched] = [:]
      var generation: Int?
      while !Task.isCancelled {
        let contents = parts.directory.current
        if contents.generation != generation, let orders = orders(contents) {
          await follow(orders, watched: &watched, room: room)
          generation = contents.generation
        }
        try? await Task.sleep(for: Self.lookEvery)
      }
      await follow([:], watched: &watched, room: room)
      try? room?.empty()
    }
  }

  /// What is to be watched; `nil` where the store does not answer now.
  private func orders(_ contents: Directory.Contents) -> [CameraID: WatchOrder]? {
    var orders: [CameraID: WatchOrder] = [:]
    for camera in contents.cameras.values where camera.dialect == .video && camera.isEnabled {
      do {
        guard let address = try parts.store.stream(of: camera.id) else { throw VideoWatchFault.noAddress }
        orders[camera.id] = WatchOrder(camera, address: try StreamAddress(address))
      } catch let fault as StorageFault {
        parts.logger.error("streams not looked up", metadata: ["error": "\(fault)"])
        return nil
      } catch {
        parts.frames.note(.lost("\(error)"), of: camera.id)
        parts.logger.warning("stream cannot be watched", metadata: ["camera": "\(camera.id)", "reason": "\(error)"])
      }
    }
    return orders
  }

  /// Ends what is no longer wanted as it is, waits until it has ended, and begins what is new.
  private func follow(_ orders: [CameraID: WatchOrder], watched: inout [CameraID: Watched], room: ClipRoom?) async {
    let ending = watched.filter { orders[$0.key] != $0.value.order }
    for each in ending.values { each.task.cancel() }
    for (camera, each) in ending {
      await each.task.value
      watched[camera] = nil
      if orders[camera] == nil { parts.frames.forget(camera) }
    }
    for (camera, order) in orders where watched[camera] == nil {
      guard let reader = parts.reader else {
        parts.logger.error("stream not watched: no plate reader is installed", metadata: ["camera": "\(camera)"])
        continue
      }
      let desk = SightingDesk(parts: parts, intake: intake, cut: cut)
      let watch = StreamWatch(order: order, parts: parts, desk: desk, makeReader: makeReader, room: room)
      watched[camera] = Watched(order: order, task: Task { await watch.run(reader) })
    }
  }

  private func clipRoom() -> ClipRoom? {
    let video = parts.configuration.video
    do {
      return try ClipRoom(in: video.memoryFolder, for: parts.configuration.data, ringBytes: video.ringBytes)
    } catch {
      parts.logger.error("no clips of streams can be made", metadata: ["reason": "\(error)"])
      return nil
    }
  }
}
