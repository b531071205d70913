import Foundation
import Testing
import Traffic

@testable import RoadSimulator

@Suite struct PictureTests {
  private let country = Country.standard

  /// Width and height from the JPEG's frame header.
  private func size(of jpeg: Data) -> (width: Int, height: Int)? {
    let bytes = [UInt8](jpeg)
    var at = 2
    while at + 9 < bytes.count, bytes[at] == 0xFF {
      let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
      if bytes[at + 1] == 0xC0 || bytes[at + 1] == 0xC2 {
        return (Int(bytes[at + 7]) << 8 | Int(bytes[at + 8]), Int(bytes[at + 5]) << 8 | Int(bytes[at + 6]))
      }
      at += 2 + length
    }
    return nil
  }

  @Test func stillIs4KAndShowsItsPlate() async throws {
    let time = Date(timeIntervalSince1970: 1_795_244_400)
    let sample = try await renderSample(at: time, seed: 3, isJunction: true)
    let pixels = try #require(size(of: sample.jpeg))
    #expect(pixels.width == 3840)
    #expect(pixels.height == 2160)
    #expect((110...260).contains(sample.plateBox.width * 3840))
    #expect(sample.jpeg.count < 4_000_000)
  }

  @Test func sameSeedSamePicture() async throws {
    let time = Date(timeIntervalSince1970: 1_795_244_400)
    let first = try await renderSample(at: time, seed: 5, isJunction: false)
    let second = try await renderSample(at: time, seed: 5, isJunction: false)
    #expect(first.jpeg == second.jpeg)
    #expect(first.plate == second.plate)
  }

  @Test func everyOffenderIsSeenWithAPlateOfThePromisedSize() throws {
    var flow = TrafficFlow(country: country, from: Date(timeIntervalSince1970: 1_795_258_800), pace: .demo)
    var checked = 0
    while checked < 40 {
      let passage = flow.next()
      guard passage.offence != nil else { continue }
      let bank = country.banks[passage.bank]
      let mounted = try #require(bank.camera(forTravelDegrees: passage.travelDegrees))
      let act = RoadAct(mounted: mounted, bank: bank, vehicle: country.vehicles[passage.vehicle], passage: passage, seed: 1)
      #expect(act.stillMoments == act.stillMoments.sorted())
      for moment in act.stillMoments {
        let box = try #require(act.offender(at: moment).plateBox(seenBy: act.street.camera))
        #expect((108...262).contains(box.width * 3840), "\(box.width * 3840) px")
        #expect(box.isInPicture)
      }
      if passage.offence == .redLight { #expect(act.stillMoments.dropFirst().allSatisfy { act.signal(at: $0)?.colour == .red }) }
      checked += 1
    }
  }

  @Test func sunStandsWhereItShould() throws {
    let tashkent = try #require(Coordinate(latitude: 41.3, longitude: 69.28))
    // Solar noon in Tashkent on 21 November 2026 is close to 12:09 local time (07:09 UTC); height 90° - 41.3° - 19.9°.
    let noon = Sun(at: Date(timeIntervalSince1970: 1_795_244_940), over: tashkent)
    #expect(abs(noon.elevationDegrees - 28.8) < 0.6)
    #expect(abs(noon.azimuthDegrees - 180) < 3)
    #expect(Sun(at: Date(timeIntervalSince1970: 1_795_288_140), over: tashkent).elevationDegrees < -50)
  }

  @Test func glyphsCoverEveryCharacterOfPlates() throws {
    let glyphs = try PlateGlyphs.load()
    for character in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
      let strokes = try #require(glyphs.glyphs[String(character)], "\(character)")
      #expect(strokes.allSatisfy { $0.count >= 2 && $0.allSatisfy { $0.count == 2 && $0.allSatisfy { (-0.1...1.1).contains($0) } } })
    }
  }

  @Test func backgroundsGiveWayInTurn() throws {
    var cache = BackgroundCache(capacity: 2)
    var drawn: [String] = []
    for key in ["a", "b", "a", "c", "a", "b"] {
      _ = try cache.canvas(for: key) { () throws(SimulatorError) -> Canvas in
        drawn.append(key)
        return try Canvas(width: 16, height: 16)
      }
    }
    #expect(drawn == ["a", "b", "c", "b"])
  }

  @Test func absurdCanvasIsAnErrorAndNoCrash() {
    #expect(throws: SimulatorError.self) { _ = try Canvas(width: 1 << 20, height: 4) }
    #expect(throws: SimulatorError.self) { _ = try Canvas(jpeg: Data("no picture".utf8)) }
  }
}
