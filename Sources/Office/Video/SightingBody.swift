import Foundation
import Recognition
import Traffic

/// A sighting written down as the capture it would be if the camera had sent it: a form in Gantry's own dialect with its stills and clip. So it
/// comes in through the same door as every other, and everything behind the door knows one kind of capture.
struct SightingBody: Sendable {
  let contentType: String
  let bytes: Data

  /// - Parameters:
  ///   - id: the sighting's own; the same one again is a repeat.
  ///   - clip: an MP4 of the crossing and where in the video it begins; `nil` where there is none.
  init(_ sighting: Sighting, id: UUID, order: WatchOrder, clip: (mp4: Data, from: Duration)?) throws {
    let stills = Self.stills(of: sighting)
    var pictures = stills.map { still in
      SightingDocument.Picture(kind: .scene, part: still.name, takenAt: SightingDocument.text(sighting.instant(of: still.frame.offset)))
    }
    if let clip {
      pictures.append(SightingDocument.Picture(kind: .clip, part: "clip", takenAt: SightingDocument.text(sighting.instant(of: clip.from))))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = try encoder.encode(SightingDocument(sighting, id: id, order: order, pictures: pictures))

    let boundary = "gantry-\(id.uuidString.lowercased())"
    contentType = "multipart/form-data; boundary=\(boundary)"
    var form = Self.part("capture", type: "application/json", document, boundary: boundary)
    for still in stills { form += Self.part(still.name, type: "image/jpeg", still.frame.jpeg, boundary: boundary) }
    if let clip { form += Self.part("clip", type: "video/mp4", clip.mp4, boundary: boundary) }
    bytes = form + Data("--\(boundary)--\r\n".utf8)
  }

  /// Of a crossing the frames before, at and after it; of every vehicle the one in which its plate is read best.
  static func stills(of sighting: Sighting) -> [(name: String, frame: VideoFrame)] {
    let act = sighting.crossing.map { [$0.before, $0.onLine, $0.after] } ?? []
    var frames: [VideoFrame] = []
    for frame in act + [sighting.best] where !frames.contains(frame) { frames.append(frame) }
    return frames.enumerated().map { ("scene\($0.offset + 1)", $0.element) }
  }

  private static func part(_ name: String, type: String, _ bytes: Data, boundary: String) -> Data {
    Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\nContent-Type: \(type)\r\n\r\n".utf8) + bytes + Data("\r\n".utf8)
  }
}
