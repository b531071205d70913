import Crypto
import Foundation
import Recognition
import Storage
import Traffic

/// Turns the media of a capture into evidence: where each rests, what it hashes to, and whether it is whole.
struct EvidenceLocker {
  let entry: InboxEntry
  let reading: PictureReading
  let plate: Plate?
  /// The box of the camera's own read.
  let claimed: Box?

  struct Kept {
    var evidence = Evidence()
    var newObjects: [ObjectRef] = []
    /// What is wrong with a picture, for the timeline; `nil` where all are whole.
    var damage: String?
  }

  /// The box that the camera itself sent. It belongs to the scene it read from: the only one, or else nobody knows which.
  private func claimedBox(inMedium index: Int, of media: [Medium]) -> Box? {
    let scenes = media.indices.filter { media[$0].kind == .scene && media[$0].mimeType == "image/jpeg" }
    return scenes == [index] ? claimed : nil
  }

  /// Media that stand verbatim in the raw body are kept there, once; decoded ones (base64) get an object of their own.
  func lock(_ media: [Medium], keeping keep: (Data) throws -> ObjectRef) throws -> Kept {
    var kept = Kept(evidence: Evidence(signature: entry.signature))
    for (index, medium) in media.enumerated() {
      var item = Evidence.Item(
        object: entry.object, range: medium.rawRange, kind: medium.kind, mimeType: medium.mimeType, byteCount: medium.bytes.count,
        sha256: SHA256.hash(data: medium.bytes).hex, takenAt: medium.takenAt, frameNumber: medium.frameNumber,
        plateBox: reading.plateBox(inMedium: index, of: plate) ?? claimedBox(inMedium: index, of: media))
      if medium.rawRange == nil {
        let object = try keep(medium.bytes)
        kept.newObjects.append(object)
        item.object = object.id
      }
      if medium.mimeType == "image/jpeg" {
        do {
          let size = try Picture.verify(medium.bytes)
          (item.pixelWidth, item.pixelHeight) = (size.width, size.height)
        } catch {
          kept.damage = "picture \(index + 1) is damaged: \(error)"
        }
      }
      kept.evidence.items.append(item)
    }
    return kept
  }
}
