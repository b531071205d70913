import Foundation
import Recognition
import Traffic

/// Looks at every frame on its way to the plate reader: that the camera is alive, and what the page of its marks may show of it.
struct FrameTap: PlateReader {
  let reader: any PlateReader
  let board: FrameBoard
  let pulse: Pulse
  let camera: CameraID
  let now: @Sendable () -> Date

  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading {
    let instant = now()
    await pulse.beat(at: instant)
    let reading = try await reader.read(jpeg, hint: hint)
    board.offer(jpeg, reading, of: camera, at: instant)
    return reading
  }
}
