import Traffic

/// One plate in one frame, measured in pixels.
struct PlateView {
  let offset: Duration
  let read: PlateRead
  let size: PixelSize
  let box: Box

  /// - Returns: `nil` where the read does not say where it stands.
  init?(_ read: PlateRead, in frame: VideoFrame) {
    guard let box = read.box, box.isInPicture else { return nil }
    self.read = read
    self.box = box
    offset = frame.offset
    size = PixelSize(width: frame.pixelWidth, height: frame.pixelHeight)
  }

  var widthPixels: Double { box.width * Double(size.width) }

  var place: PlatePlace {
    PlatePlace(
      x: (box.x + box.width / 2) * Double(size.width), y: (box.y + box.height / 2) * Double(size.height), width: widthPixels,
      height: box.height * Double(size.height))
  }

  /// The middle of its lower edge, as fractions of the picture: nearest to the road of all that is known.
  var foot: VideoMarks.Point { VideoMarks.Point(x: box.x + box.width / 2, y: min(1, box.y + box.height)) }

  /// Whether part of the plate may lie outside the picture.
  var isCut: Bool { box.x < 0.004 || box.y < 0.004 || box.x + box.width > 0.996 || box.y + box.height > 0.996 }

  /// How much the read counts: a larger plate shows more, a surer read means more, and one at the picture's edge may lack characters.
  var weight: Double { widthPixels * read.confidence * (isCut ? 0.1 : 1) }
}
