import Foundation
import Traffic

/// The decoder and what is done to pictures, for libFuzzer. An input is a JPEG as it stands; its last bytes, which the decoder does not get to,
/// choose what is done to it. Any outcome is right but a crash, a hang, or an error that is no ``RecognitionError`` (which the compiler already
/// rules out).
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPictures(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let jpeg = Data(bytes: start, count: count)
  let choices = (0..<12).map { $0 < count ? Double(start[count - 1 - $0]) / 255 : 0 }
  do {
    let size = try Picture.size(of: jpeg)
    // Larger ones take the same paths and only more time.
    guard size.width * size.height < 2_000_000 else { return 0 }
    _ = try? Picture.verify(jpeg)
    let box = Box(x: choices[0], y: choices[1], width: choices[2], height: choices[3])
    _ = try? Picture.crop(jpeg, to: box, margin: choices[4] * 3, width: Int(choices[5] * 600))
    _ = try? Picture.scaled(jpeg, longerSide: Int(choices[6] * 2_000))
    let plan = RedactionPlan(unread: size, subject: RedactionSubject(plateBox: box))
    _ = try? Picture.scaled(jpeg, longerSide: Int(choices[6] * 2_000), redactedBy: plan)
    _ = try? Picture.crop(jpeg, to: box, margin: choices[4] * 3, width: Int(choices[5] * 600), redactedBy: plan)
    try fuzzReading(jpeg, choices)
  } catch {
    _ = error.description
  }
  return 0
}

/// What a lane does with a picture.
private func fuzzReading(_ jpeg: Data, _ choices: [Double]) throws(RecognitionError) {
  let picture = try GreyPicture()
  try picture.decode(jpeg)
  let size = picture.size
  func part(_ length: Int, _ share: Double) -> Int { max(1, Int(Double(length) * share)) }
  let inner = PixelSize(width: part(size.width, choices[7]), height: part(size.height, choices[8]))
  let plane = PixelSize(width: (inner.width + 31) / 32 * 32, height: (inner.height + 31) / 32 * 32)
  var values = [Float](repeating: 0, count: max(plane.width * plane.height, 160 * 48))
  try values.withUnsafeMutableBufferPointer { (buffer) throws(RecognitionError) in
    guard let start = buffer.baseAddress else { throw .outOfMemory }
    try picture.fillOverview(start, inner: inner, plane: plane)
    func corner(_ first: Int) -> Quadrilateral.Corner {
      Quadrilateral.Corner(x: (choices[first] * 3 - 1) * Double(size.width), y: (choices[(first + 5) % 12] * 3 - 1) * Double(size.height))
    }
    let corners = Quadrilateral(topLeft: corner(0), topRight: corner(2), bottomRight: corner(4), bottomLeft: corner(6))
    try picture.straighten(PlateCut(corners: corners), into: start)
    try picture.straighten(PlateCut(corners: corners).inTwoRows, into: start)
  }
}
