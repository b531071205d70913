import Traffic

extension Evidence.Item {
  var isPicture: Bool { mimeType.hasPrefix("image/") }
  var isClip: Bool { mimeType.hasPrefix("video/") }
}

extension Evidence {
  /// The picture from which the plate is shown enlarged: the one with the most pixels across the plate, else the camera's own close-up.
  var closeUp: Item? {
    let located = items.filter { $0.isPicture && $0.plateBox != nil && $0.kind != .plate }
    return located.max { $0.plateWidthPixels < $1.plateWidthPixels } ?? items.first { $0.isPicture && $0.kind == .plate }
  }
}

extension Evidence {
  /// The picture that shows the whole scene, else the first there is.
  var still: Item? { items.first { $0.isPicture && $0.kind == .scene } ?? items.first(where: \.isPicture) }
}

extension Evidence.Item {
  fileprivate var plateWidthPixels: Double { (plateBox?.width ?? 0) * Double(pixelWidth ?? 1) }
}
