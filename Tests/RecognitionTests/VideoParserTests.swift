import Foundation
import Testing

@testable import Recognition

@Suite struct VideoParserTests {
  private func word(_ value: Int) -> Data { Data([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }) }

  private var header: Data {
    let text = Data("_TXT".utf8) + word(3) + Data("abc".utf8)
    let video = Data("_VID".utf8) + word(12) + Data(count: 12)
    return Data("\0\nSMJPEG".utf8) + word(0) + word(0) + text + video + Data("HEND".utf8)
  }

  private func frame(_ milliseconds: Int, _ text: String) -> Data { Data("vidD".utf8) + word(milliseconds) + word(text.utf8.count) + Data(text.utf8) }

  @Test(arguments: [1, 2, 3, 7, 16, 1000]) func piecesOfAnySizeGiveTheSameFrames(size: Int) throws {
    let stream = header + frame(0, "one") + frame(125, "") + frame(250, "three") + Data("DONE".utf8)
    var parser = SmjpegParser()
    var found: [SmjpegParser.Picture] = []
    for start in Swift.stride(from: 0, to: stream.count, by: size) { found += try parser.take(stream[start..<min(start + size, stream.count)]) }
    #expect(found.map(\.milliseconds) == [0, 125, 250])
    #expect(found.map(\.jpeg) == [Data("one".utf8), Data(), Data("three".utf8)])
  }

  @Test func timesGoOnPastTheirThirtyTwoBits() throws {
    var parser = SmjpegParser()
    let found = try parser.take(header + [0, 1_500_000_000, 3_000_000_000, 4_294_967_000, 500].map { frame($0, "x") }.reduce(Data(), +))
    #expect(found.map(\.milliseconds) == [0, 1_500_000_000, 3_000_000_000, 4_294_967_000, 4_294_967_796])
  }

  @Test func whatIsNoSuchStreamIsRefused() {
    let tooLarge = header + Data("vidD".utf8) + word(0) + word(1 << 30)
    for stream in [Data("RIFF and sixteen more bytes".utf8), header + Data("what is this?".utf8), tooLarge] {
      var parser = SmjpegParser()
      #expect(throws: SmjpegParser.Malformed.self) { try parser.take(stream) }
    }
  }

  @Test func anythingIsSurvived() {
    var random = SplitMix(state: 11)
    for _ in 0..<2_000 {
      var stream = [UInt8](header + frame(0, "one") + frame(125, "two"))
      for _ in 0...Int(random.next() % 4) { stream[Int(random.next() % UInt64(stream.count))] = UInt8(truncatingIfNeeded: random.next()) }
      var parser = SmjpegParser()
      _ = try? parser.take(Data(stream))
    }
  }
}
