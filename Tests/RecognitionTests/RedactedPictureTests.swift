import CVision
import Foundation
import Testing
import Traffic

@testable import Recognition

/// What is decoded and encoded, on drawings whose lines are known.
@Suite struct RedactedPictureTests {
  private static let plate = Box(x: 0.5, y: 0.75, width: 0.1, height: 0.04)
  private static let elsewhere = Box(x: 0.02, y: 0.05, width: 0.2, height: 0.3)

  @Test func hiddenPlatesAreOneToneAndTheRestIsAsItWas() throws {
    let picture = try Self.drawing(of: "01A123BC")
    let shown = try Picture.scaled(picture, longerSide: 960, redactedBy: Self.plan(others: []))
    let hidden = try Picture.scaled(picture, longerSide: 960, redactedBy: Self.plan(others: [Self.plate]))
    #expect(try !Self.isOneTone(shown, in: Self.plate))
    #expect(try Self.isOneTone(hidden, in: Self.plate))
    #expect(try Self.cut(shown, Self.elsewhere) == Self.cut(hidden, Self.elsewhere))
    #expect(try Picture.verify(hidden) == PixelSize(width: 960, height: 540))
  }

  /// What a guesser would compare: two plates of the same characters in another order give the same view to within rounding.
  @Test func hiddenPlatesCannotBeToldFromOneAnother() throws {
    let plan = Self.plan(others: [Self.plate])
    let views = try ["01A123BC", "32C1B0A1"].map { try Picture.scaled(Self.drawing(of: $0), longerSide: 480, redactedBy: plan) }
    #expect(try views.allSatisfy { try Self.isOneTone($0, in: Self.plate) })
    #expect(try Self.detail(of: views[0], in: Self.plate) == Self.detail(of: views[1], in: Self.plate))
  }

  @Test func glassIsReducedToAFewColours() throws {
    let plan = Self.plan(others: [Self.plate])
    let glass = VehicleEstimate(plate: Self.plate, in: Self.size).glass
    let middle = Box(x: glass.x + 0.1 * glass.width, y: 0.2, width: 0.8 * glass.width, height: 0.4)
    let picture = try Self.drawing(of: "01A123BC", stripes: true)
    let shown = try Picture.scaled(picture, longerSide: 960, redactedBy: Self.plan(others: []))
    let hidden = try Picture.scaled(picture, longerSide: 960, redactedBy: plan)
    #expect(try Self.detail(of: hidden, in: middle) * 4 < Self.detail(of: shown, in: middle))
  }

  /// A piece of a covered rectangle must not be cut into finer pieces than the whole.
  @Test func closeUpsHideAsMuchAsTheWhole() throws {
    let picture = try Self.drawing(of: "01A123BC")
    let plan = Self.plan(others: [Self.plate])
    let part = Box(x: 0.52, y: 0.755, width: 0.06, height: 0.03)
    let hidden = try Picture.crop(picture, to: part, margin: 0, width: 480, redactedBy: plan)
    let shown = try Picture.crop(picture, to: part, margin: 0, width: 480, redactedBy: Self.plan(others: []))
    let whole = Box(x: 0, y: 0, width: 1, height: 1)
    #expect(try Self.isOneTone(hidden, in: whole))
    #expect(try !Self.isOneTone(shown, in: whole))
  }

  @Test func closeUpAndCopyWithoutAnythingToHideAreTheUsualOnes() throws {
    let picture = SamplePicture.baseline
    let box = Box(x: 0.2, y: 0.3, width: 0.5, height: 0.4)
    let farOutside = Box(x: 6, y: 6, width: 0.1, height: 0.04)
    for nothing in [Self.plan(others: []), Self.plan(others: [farOutside])] {
      for width in [48, 240] {
        let usual = try Picture.crop(picture, to: box, margin: 0.1, width: width)
        #expect(try Picture.crop(picture, to: box, margin: 0.1, width: width, redactedBy: nothing) == usual)
      }
      for longer in [16, 48, 5_000] {
        #expect(try Picture.scaled(picture, longerSide: longer, redactedBy: nothing) == Picture.scaled(picture, longerSide: longer))
      }
    }
  }

  @Test func unusablePicturesAreTypedErrors() {
    let plan = Self.plan(others: [Self.plate])
    #expect(throws: RecognitionError.notAPicture) { try Picture.scaled(Data("no picture".utf8), longerSide: 640, redactedBy: plan) }
    #expect(throws: RecognitionError.unsupportedPicture) { try Picture.scaled(SamplePicture.cmyk, longerSide: 640, redactedBy: plan) }
    #expect(throws: RecognitionError.pictureTooLarge) {
      try Picture.crop(SamplePicture.claiming(width: 65_500, height: 65_500), to: Self.plate, margin: 0, width: 64, redactedBy: plan)
    }
    let outside = Box(x: 2, y: 0, width: 0.5, height: 0.5)
    #expect(throws: RecognitionError.self) { try Picture.crop(SamplePicture.baseline, to: outside, margin: 0, width: 64, redactedBy: plan) }
  }

  /// Boxes come from cameras: what they claim must not crash, nor uncover anything.
  @Test func absurdBoxesDoNoHarm() throws {
    let picture = try Self.drawing(of: "01A123BC")
    for wrong in [1e-12, 1e12, -1e12, .infinity, .nan] {
      let places = [(wrong, 0.5, 0.1, 0.1), (0.5, wrong, 0.1, 0.1), (0.1, 0.1, wrong, 0.1), (0.1, 0.1, 0.1, wrong)]
      for box in places.map({ Box(x: $0.0, y: $0.1, width: $0.2, height: $0.3) }) {
        let view = try? Picture.scaled(picture, longerSide: 320, redactedBy: Self.plan(others: [box, Self.plate]))
        if let view { #expect(try Self.isOneTone(view, in: Self.plate)) }
        let unread = RedactionPlan(unread: Self.size, subject: RedactionSubject(plateBox: box))
        _ = try? Picture.crop(picture, to: Self.plate, margin: 1, width: 64, redactedBy: unread)
      }
    }
  }

  // MARK: Parts

  private static let size = PixelSize(width: 1920, height: 1080)

  private static func plan(others: [Box]) -> RedactionPlan {
    let reads = others.map { PlateRead(reader: .server, raw: "X", plate: Plate(reading: "01A123BC")!, confidence: 1, box: $0) }
    let reading = Reading(pixelWidth: size.width, pixelHeight: size.height, milliseconds: 1, plates: reads)
    return RedactionPlan(PlatesSeen(reading, subject: RedactionSubject()), subject: RedactionSubject())
  }

  /// A grey picture with a plate's text where ``plate`` is, other text where ``elsewhere`` is, and on demand stripes above the plate.
  private static func drawing(of text: String, stripes: Bool = false) throws -> Data {
    let grey = drawing_colour(red: 0.3, green: 0.3, blue: 0.3), black = drawing_colour(red: 0, green: 0, blue: 0)
    let canvas = try #require(drawing_create(Int32(size.width), Int32(size.height), grey))
    defer { drawing_free(canvas) }
    _ = drawing_label(canvas, text, drawing_point(x: 968, y: 846), 30, black)
    _ = drawing_label(canvas, "EVIDENCE", drawing_point(x: 80, y: 300), 60, black)
    if stripes {
      for x in stride(from: Float(400), to: 1700, by: 24) {
        _ = drawing_polyline(canvas, [drawing_point(x: x, y: 100), drawing_point(x: x, y: 780)], 2, 6, black)
      }
    }
    var count = 0
    let bytes = try #require(drawing_encode(canvas, 92, &count))
    defer { drawing_release(bytes) }
    return Data(bytes: bytes, count: count)
  }

  /// A part of a view as a JPEG of its own: the same bytes where the pixels are the same.
  private static func cut(_ view: Data, _ box: Box) throws -> Data { try Picture.crop(view, to: box, margin: 0, width: 400) }

  /// Whether there is no more to be seen in a part than in a sheet of grey paper.
  private static func isOneTone(_ view: Data, in box: Box) throws -> Bool {
    let part = try cut(view, box)
    let size = try Picture.size(of: part)
    let paper = try #require(drawing_create(Int32(size.width), Int32(size.height), drawing_colour(red: 0.3, green: 0.3, blue: 0.3)))
    defer { drawing_free(paper) }
    var count = 0
    drawing_release(drawing_encode(paper, Int32(Picture.quality), &count))
    return Double(part.count) < 1.1 * Double(count)
  }

  /// How much there is to be seen in a part, as the length of a JPEG of it.
  private static func detail(of view: Data, in box: Box) throws -> Int { try cut(view, box).count }
}
