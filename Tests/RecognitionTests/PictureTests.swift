import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite struct PictureTests {
  @Test func sizeIsReadFromTheHeader() throws {
    #expect(try Picture.size(of: SamplePicture.baseline) == PixelSize(width: 96, height: 64))
    #expect(try Picture.size(of: SamplePicture.progressive) == PixelSize(width: 96, height: 64))
    #expect(try Picture.verify(SamplePicture.baseline) == PixelSize(width: 96, height: 64))
    #expect(try Picture.verify(SamplePicture.progressive) == PixelSize(width: 96, height: 64))
  }

  @Test func bytesAfterThePictureDoNoHarm() throws {
    #expect(try Picture.verify(SamplePicture.baseline + Data("metadata of a camera".utf8)).width == 96)
  }

  @Test(arguments: [SamplePicture.baseline, SamplePicture.progressive]) func everyPrefixIsRefused(picture: Data) {
    for length in 0..<picture.count {
      #expect(throws: RecognitionError.self, "\(length) of \(picture.count) bytes") { try Picture.verify(picture.prefix(length)) }
    }
  }

  /// A few kilobytes can ask for hundreds of passes over a picture: the work is refused before it is begun.
  @Test func progressiveBombIsRefused() throws {
    let picture = [UInt8](SamplePicture.progressive)
    let start = try #require(picture.indices.dropLast().last { picture[$0] == 0xFF && picture[$0 + 1] == 0xDA })
    let scan = picture[start..<(picture.count - 2)]
    var bomb = [UInt8](picture[..<(picture.count - 2)])
    for _ in 0..<2000 { bomb += scan }
    // The frame header's height and width, made 4000 × 4000: as many pixels as a progressive picture may have.
    let frame = try #require(bomb.indices.dropLast().first { bomb[$0] == 0xFF && bomb[$0 + 1] == 0xC2 })
    bomb.replaceSubrange((frame + 5)..<(frame + 9), with: [0x0F, 0xA0, 0x0F, 0xA0])
    #expect(throws: RecognitionError.pictureTooLarge) { try Picture.verify(Data(bomb + [0xFF, 0xD9])) }
  }

  /// The decoder keeps six bytes a pixel of a picture in several scans, so that those have a lower limit.
  @Test func largeProgressivePicturesAreRefused() throws {
    var bytes = [UInt8](SamplePicture.progressive)
    let frame = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC2 })
    bytes.replaceSubrange((frame + 5)..<(frame + 9), with: [0x13, 0x88, 0x13, 0x88])
    #expect(throws: RecognitionError.pictureTooLarge) { try Picture.verify(Data(bytes)) }
    #expect(throws: RecognitionError.damagedPicture) { try Picture.verify(SamplePicture.claiming(width: 5_000, height: 5_000)) }
  }

  @Test func prefixSharesItsBytesAndStillWorks() throws {
    let framed = Data(repeating: 7, count: 33) + SamplePicture.baseline
    #expect(try Picture.verify(framed.dropFirst(33)).height == 64)
  }

  @Test func whatIsNoPictureIsNamed() {
    #expect(throws: RecognitionError.notAPicture) { try Picture.size(of: Data()) }
    #expect(throws: RecognitionError.notAPicture) { try Picture.size(of: Data("GIF89a, for instance".utf8)) }
    #expect(throws: RecognitionError.notAPicture) { try Picture.size(of: Data([0xFF, 0xD8, 0xFF, 0xD9])) }
    #expect(throws: RecognitionError.unsupportedPicture) { try Picture.size(of: SamplePicture.cmyk) }
  }

  @Test func absurdSizesAreRefusedBeforeTheyAreAllocated() {
    #expect(throws: RecognitionError.pictureTooLarge) { try Picture.size(of: SamplePicture.claiming(width: 65_500, height: 65_500)) }
    let wholePicture = Box(x: 0, y: 0, width: 1, height: 1)
    #expect(throws: RecognitionError.pictureTooLarge) {
      try Picture.crop(SamplePicture.claiming(width: 10_000, height: 4_001), to: wholePicture, margin: 0, width: 100)
    }
    #expect(throws: RecognitionError.notAPicture) { try Picture.size(of: SamplePicture.claiming(width: 0, height: 64)) }
    #expect(throws: RecognitionError.pictureTooLarge) { try Picture.size(of: SamplePicture.baseline + Data(count: 32 << 20)) }
    // Within the limits, but the data for it is not there.
    #expect(throws: RecognitionError.damagedPicture) { try Picture.verify(SamplePicture.claiming(width: 8_000, height: 5_000)) }
  }

  @Test func flippedBytesNeverCrash() {
    var random = SplitMix(state: 20_261_121)
    var refused = 0
    for round in 0..<6_000 {
      var bytes = [UInt8](round.isMultiple(of: 2) ? SamplePicture.baseline : SamplePicture.progressive)
      for _ in 0...Int(random.next() % 6) { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
      let data = Data(bytes)
      // A flipped size may claim forty megapixels; those are covered above and would only cost time here.
      guard let size = try? Picture.size(of: data), size.width * size.height < 4_000_000 else { continue }
      if (try? Picture.verify(data)) == nil { refused += 1 }
      _ = try? Picture.crop(data, to: Box(x: 0.2, y: 0.3, width: 0.5, height: 0.5), margin: 0.1, width: 64)
      _ = try? Picture.scaled(data, longerSide: 48)
    }
    #expect(refused > 100)
  }

  @Test func closeUpShowsTheBox() throws {
    let box = Box(x: 0.25, y: 0.25, width: 0.5, height: 0.5)
    let bare = try Picture.crop(SamplePicture.baseline, to: box, margin: 0, width: 240)
    #expect(try Picture.verify(bare) == PixelSize(width: 240, height: 160))
    let wide = try Picture.crop(SamplePicture.baseline, to: box, margin: 0.1, width: 290)
    // 48 × 32 pixels with five more on each side.
    #expect(try Picture.verify(wide) == PixelSize(width: 290, height: 210))
    let corner = try Picture.crop(SamplePicture.baseline, to: Box(x: 0.9, y: 0.9, width: 0.1, height: 0.1), margin: 2, width: 100)
    #expect(try Picture.verify(corner).width == 100)
  }

  @Test(arguments: [
    Box(x: -0.5, y: 0, width: 1, height: 1), Box(x: 0, y: 0, width: 0, height: 1), Box(x: .nan, y: 0, width: 1, height: 1),
    Box(x: 0.5, y: 0.5, width: .infinity, height: 0.1), Box(x: 2, y: 2, width: 1, height: 1),
  ]) func closeUpOutsideThePictureIsRefused(box: Box) {
    #expect(throws: RecognitionError.self) { try Picture.crop(SamplePicture.baseline, to: box, margin: 0, width: 100) }
  }

  @Test func closeUpOfASliverIsBounded() throws {
    let sliver = try Picture.crop(SamplePicture.baseline, to: Box(x: 0.5, y: 0, width: 0.0001, height: 1), margin: 0, width: 100_000)
    #expect(try Picture.verify(sliver) == PixelSize(width: 4096, height: 4096))
  }

  @Test func scaledCopyKeepsItsShape() throws {
    #expect(try Picture.verify(Picture.scaled(SamplePicture.baseline, longerSide: 48)) == PixelSize(width: 48, height: 32))
    #expect(try Picture.verify(Picture.scaled(SamplePicture.baseline, longerSide: 30)) == PixelSize(width: 30, height: 20))
    #expect(try Picture.verify(Picture.scaled(SamplePicture.baseline, longerSide: 5_000)) == PixelSize(width: 96, height: 64))
  }
}

/// A small random generator, so that a failing round can be repeated (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
