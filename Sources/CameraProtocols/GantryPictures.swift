import Foundation
import Traffic

/// The pictures of a capture in Gantry's own interface: listed in `pictures`, or every picture of the form where there is no list.
struct GantryPictures {
  let listed: [GantryCapture.Picture]?
  let parts: [MultipartPart]

  init(_ listed: [GantryCapture.Picture]?, parts: [MultipartPart]) {
    self.listed = listed
    self.parts = parts
  }

  func media() throws(DecodingFault) -> [Medium] {
    guard let listed else { return try unlisted() }
    guard listed.count <= BodyLimits.parts else {
      throw DecodingFault(.badValue, "`pictures` has to have at most \(BodyLimits.parts) entries")
    }
    var media: [Medium] = []
    for (index, picture) in listed.enumerated() { media.append(try medium(picture, what: "pictures[\(index)]")) }
    return media
  }

  private func medium(_ picture: GantryCapture.Picture, what: String) throws(DecodingFault) -> Medium {
    let source = try source(of: picture, what: what)
    let kind: Medium.Kind? = try picture.kind.map { kind throws(DecodingFault) in try FieldCheck.word(kind, "\(what).kind") }
    return try .checked(
      source.bytes, kind: kind ?? Self.kind(fromName: picture.part), what: "`\(what)`",
      takenAt: try picture.takenAt.map { time throws(DecodingFault) in try FieldCheck.instant(time, "\(what).takenAt") },
      frameNumber: try FieldCheck.number(picture.frame, 0...Int(Int32.max), "\(what).frame"), name: picture.part, rawRange: source.range)
  }

  private func source(of picture: GantryCapture.Picture, what: String) throws(DecodingFault) -> (bytes: Data, range: Range<Int>?) {
    switch (picture.part, picture.base64) {
    case (let name?, nil):
      let named = parts.filter { $0.name == name }
      guard let part = named.first else { throw DecodingFault(.missingPart, "`\(what).part` names a part that is not in the form") }
      guard named.count == 1 else { throw DecodingFault(.duplicatePart, "`\(what).part` names more than one part of the form") }
      return (part.content, part.range)
    case (nil, let bytes?): return (bytes, nil)
    default: throw DecodingFault(.badValue, "`\(what)` has to have either `part` or `base64`")
    }
  }

  /// Parts that neither are nor claim to be pictures, such as a form's other fields, stay in the raw body only.
  private func unlisted() throws(DecodingFault) -> [Medium] {
    var media: [Medium] = []
    for (index, part) in parts.enumerated() {
      let claimsPicture = part.contentType.map { $0.hasPrefix("image/") || $0.hasPrefix("video/") } ?? false
      guard claimsPicture || MediaFormat(part.content) != nil else { continue }
      media.append(
        try .checked(part.content, kind: Self.kind(fromName: part.label), what: "picture \(index + 1)", name: part.name, rawRange: part.range))
    }
    return media
  }

  /// `scene1`, `plate`, `vehicle-2.jpg`, … A full view where the name says nothing.
  private static func kind(fromName name: String?) -> Medium.Kind {
    let name = name?.lowercased() ?? ""
    return Medium.Kind.allCases.first { name.hasPrefix($0.rawValue) } ?? .scene
  }
}
