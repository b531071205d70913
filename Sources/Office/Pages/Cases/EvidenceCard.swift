import Foundation
import Recognition
import Traffic

/// One picture or clip of a case.
struct EvidenceCard: Sendable {
  var id: String
  /// Its number among the case's pictures or clips, from 1.
  var index: String
  var kind: String
  var kindLabel: String
  var mimeType: String
  /// A view with every pixel for looking closely; a clip as it came.
  var href: String
  /// A smaller view for the page.
  var previewHref: String
  /// The bytes that came from the camera; `nil` for those who may not see them.
  var originalHref: String?
  /// What a view says of itself, by how much it hides. Which one holds is known once the view has been made.
  var captions: [Caption]
  /// What it says in all likelihood.
  var usualCaption: String
  var takenAtLabel: String
  var frameLabel: String?
  var pixelWidth: String?
  var pixelHeight: String?
  var byteCountLabel: String
  var sha256: String
  var plateBox: BoxFractions?

  struct Caption: Sendable {
    var extent: String
    var captionText: String
  }

  /// Fractions of the picture's width and height.
  struct BoxFractions: Sendable {
    var x: String
    var y: String
    var width: String
    var height: String
  }

  init(_ item: Evidence.Item, number: Int, of file: Case, showsOriginals: Bool, clock: SiteClock) {
    let occupants = file.exhibit(item).subject.occupants
    id = item.id.uuidString.lowercased()
    index = String(number)
    kind = item.kind.rawValue
    kindLabel = item.kind.label
    mimeType = item.mimeType
    href = "/cases/\(file.id)/media/\(id)"
    previewHref = "\(href)?longer=1600"
    originalHref = showsOriginals ? "\(href)/original" : nil
    captions = RedactionPlan.Extent.allCases.map { Caption(extent: $0.rawValue, captionText: $0.caption(occupants)) }
    usualCaption = RedactionPlan.Extent.others.caption(occupants)
    takenAtLabel = clock.exactTime(item.takenAt ?? file.pass.capturedAt)
    frameLabel = item.frameNumber.map(String.init)
    pixelWidth = item.pixelWidth.map(String.init)
    pixelHeight = item.pixelHeight.map(String.init)
    byteCountLabel = Wording.bytes(item.byteCount)
    sha256 = item.sha256
    plateBox = item.plateBox.map {
      BoxFractions(x: Wording.raw($0.x), y: Wording.raw($0.y), width: Wording.raw($0.width), height: Wording.raw($0.height))
    }
  }
}

extension Medium.Kind {
  var label: String {
    switch self {
    case .scene: "Scene"
    case .plate: "Plate"
    case .vehicle: "Vehicle"
    case .composite: "Composite"
    case .clip: "Clip"
    }
  }
}
