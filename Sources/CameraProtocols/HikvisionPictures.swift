import Foundation
import Traffic

/// The pictures of an alert, matched to what `pictureInfo` says of them by file name.
struct HikvisionPictures {
  let alert: XMLElement
  let parts: [MultipartPart]
  let clock: HikvisionClock

  private var descriptions: [XMLElement] {
    alert.at("ANPR/pictureInfoList")?.children.filter { $0.name == "pictureInfo" } ?? []
  }

  func media() throws(DecodingFault) -> [Medium] {
    var media: [Medium] = []
    for (index, part) in parts.enumerated() {
      let description = description(of: part)
      let kind = Self.kind(of: description?.value("type")) ?? Self.kind(of: part.label)
      // Of pictures nobody names, the first is taken for the full view, and no other is claimed to be one.
      let fallback: Medium.Kind = media.contains { $0.kind == .scene } ? .composite : .scene
      media.append(
        try .checked(
          part.content, kind: kind ?? fallback, what: "picture \(index + 1)", takenAt: clock.pictureTime(description?.value("absTime")),
          name: part.label, rawRange: part.range))
    }
    return media
  }

  private func description(of part: MultipartPart) -> XMLElement? {
    guard let label = part.label else { return nil }
    return descriptions.first { $0.value("fileName") == label }
  }

  private static func kind(of name: String?) -> Medium.Kind? {
    guard let name = name?.lowercased() else { return nil }
    if name.hasPrefix("licenseplatepicture") { return .plate }
    if name.hasPrefix("vehiclepicture") || name.hasPrefix("featurepicture") { return .vehicle }
    return name.hasPrefix("detectionpicture") || name.hasPrefix("detectedimage") ? .scene : nil
  }

  /// The first rectangle of one of these names that any picture has, in fractions.
  func box(_ names: [String]) -> Box? {
    descriptions.lazy.compactMap { $0.child(names) }.compactMap(box).first
  }

  /// Devices give per-mille of the picture. A value above 1000 can only be pixels, of the size that the alert states.
  private func box(_ rectangle: XMLElement) -> Box? {
    let values = ["x", "y", "width", "height"].compactMap { rectangle.value($0).flatMap { Double($0) } }
    guard values.count == 4, values.allSatisfy(\.isFinite) else { return nil }
    var scale = (across: 1_000.0, down: 1_000.0)
    if values.contains(where: { $0 > 1_000 }) {
      guard let width = alert.value("detectionBackgroundImageResolution/width").flatMap({ Double($0) }),
        let height = alert.value("detectionBackgroundImageResolution/height").flatMap({ Double($0) }), width > 0, height > 0
      else { return nil }
      scale = (width, height)
    }
    let box = Box(x: values[0] / scale.across, y: values[1] / scale.down, width: values[2] / scale.across, height: values[3] / scale.down)
    return box.isInPicture ? box : nil
  }
}
