@testable import CameraProtocols
import Foundation
import Testing

@Suite struct MediaFormatTests {
  @Test func toldByBytes() {
    #expect(MediaFormat(Payloads.jpeg) == .jpeg)
    #expect(MediaFormat(Payloads.clip) == .mp4)
    #expect(MediaFormat(Data("GIF89a".utf8)) == nil)
    #expect(MediaFormat(Data([0xFF, 0xD8])) == nil)
    #expect(MediaFormat(Data()) == nil)
  }

  @Test func wholeOrCut() {
    #expect(MediaFormat.jpegIsWhole(Payloads.jpeg))
    #expect(MediaFormat.jpegIsWhole(Payloads.jpeg + Data([0, 0, 0, 1, 2, 3])))
    for length in 3..<(Payloads.jpeg.count - 1) { #expect(!MediaFormat.jpegIsWhole(Payloads.jpeg.prefix(length).asBody), "cut to \(length)") }
  }

  @Test func endOfAThumbnailIsNotTheEnd() {
    // The application segment holds a small JPEG of its own.
    let outer = Data([0xFF, 0xD8, 0xFF, 0xE1, 0, 8, 0xFF, 0xD8, 0xFF, 0xD9, 1, 2, 0xFF, 0xDA, 0, 4, 9, 9, 0x12])
    #expect(!MediaFormat.jpegIsWhole(outer))
    #expect(MediaFormat.jpegIsWhole(outer + Data([0xFF, 0xD9, 7])))
  }
}
