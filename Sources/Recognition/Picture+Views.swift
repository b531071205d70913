import CVision
public import Foundation
public import Traffic

extension Picture {
  /// Makes a smaller copy; a picture that is small enough keeps its size.
  /// - Parameters:
  ///   - longerSide: the longer side of the result in pixels, at least 16.
  ///   - plan: what to hide; made for this very picture. Nothing where `nil`.
  /// - Returns: a JPEG. What is hidden was never encoded, and the rest is encoded once.
  /// - Throws: ``RecognitionError``.
  public static func scaled(_ jpeg: Data, longerSide: Int, redactedBy plan: RedactionPlan? = nil) throws(RecognitionError) -> Data {
    let limit = max(16, longerSide)
    let whole = try size(of: jpeg)
    let factor = min(1, Double(limit) / Double(whole.longerSide))
    let shown = PixelSize(
      width: max(1, Int((Double(whole.width) * factor).rounded())), height: max(1, Int((Double(whole.height) * factor).rounded())))
    let frame = redaction_frame(
      decoded_side: Int32(clamping: shown.longerSide), x: 0, y: 0, width: 0, height: 0, view_width: Int32(clamping: shown.width),
      view_height: Int32(clamping: shown.height))
    let scale = (across: Double(shown.width) / Double(whole.width), down: Double(shown.height) / Double(whole.height))
    return try view(of: jpeg, frame, plan, in: whole, from: (0, 0), scaled: scale)
  }

  /// Makes a close-up.
  /// - Parameters:
  ///   - box: what to show, as fractions of the picture.
  ///   - margin: how much to show around it on each side, as a fraction of the box's width.
  ///   - width: width of the result in pixels, 16 to 4096. The height follows.
  ///   - plan: what to hide; made for this very picture. Nothing where `nil`.
  /// - Returns: a JPEG.
  /// - Throws: ``RecognitionError``, also where the box lies outside the picture.
  public static func crop(
    _ jpeg: Data, to box: Box, margin: Double, width: Int, redactedBy plan: RedactionPlan? = nil
  ) throws(RecognitionError) -> Data {
    guard box.isInPicture, (0...100).contains(margin) else {
      throw .badRequest("the box of a close-up must lie in the picture, and its margin must be 0 to 100 times its width")
    }
    let whole = try size(of: jpeg)
    let part = PixelRectangle(box, widenedBy: margin, in: whole)
    let wanted = min(max(width, 16), 4096)
    // A sliver keeps a height that can be seen, and a tower one that fits into memory.
    let height = min(max(1, Int((Double(part.height) * Double(wanted) / Double(part.width)).rounded())), 4096)
    let frame = redaction_frame(
      decoded_side: 0, x: Int32(clamping: part.x), y: Int32(clamping: part.y), width: Int32(clamping: part.width),
      height: Int32(clamping: part.height), view_width: Int32(clamping: wanted), view_height: Int32(clamping: height))
    let scale = (across: Double(wanted) / Double(part.width), down: Double(height) / Double(part.height))
    return try view(of: jpeg, frame, plan, in: whole, from: (part.x, part.y), scaled: scale)
  }

  /// Runs the pass.
  /// - Parameters:
  ///   - origin: the pixel of the picture at the view's top left corner.
  ///   - scale: view pixels a picture pixel, across and down.
  private static func view(
    of jpeg: Data, _ frame: redaction_frame, _ plan: RedactionPlan?, in whole: PixelSize, from origin: (x: Int, y: Int),
    scaled scale: (across: Double, down: Double)
  ) throws(RecognitionError) -> Data {
    func across(_ place: Double) -> Float { Float((place * Double(whole.width) - Double(origin.x)) * scale.across) }
    func down(_ place: Double) -> Float { Float((place * Double(whole.height) - Double(origin.y)) * scale.down) }
    let coverings = (plan?.coverings ?? []).map { covering in
      redaction_covering(
        left: across(covering.box.x), top: down(covering.box.y), right: across(covering.box.x + covering.box.width),
        bottom: down(covering.box.y + covering.box.height), columns: Int32(clamping: covering.grid?.columns ?? 0),
        rows: Int32(clamping: covering.grid?.rows ?? 0))
    }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    let status = jpeg.withUnsafeBytes { source in
      redaction_view(
        source.bindMemory(to: UInt8.self).baseAddress, source.count, frame, coverings, coverings.count, Int32(clamping: quality), &bytes, &count)
    }
    defer { picture_bytes_free(bytes) }
    try RecognitionError.check(status)
    guard let bytes else { throw .outOfMemory }
    return Data(bytes: bytes, count: count)
  }
}
