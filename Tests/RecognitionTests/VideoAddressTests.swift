import Foundation
import Testing

@testable import Recognition

@Suite struct VideoAddressTests {
  private static let secret = "rtsp://admin:s3cret@10.0.0.7:8554/cam?password=hidden"

  @Test func nothingButTheHostIsEverShown() throws {
    let address = try StreamAddress("  \(Self.secret)\n")
    #expect(address.secret == Self.secret)
    #expect(address.holdsCredentials)
    var dumped = ""
    dump(address, to: &dumped)
    dump(VideoSource.stream(address), to: &dumped)
    let shown = ["\(address)", String(reflecting: address), String(describing: VideoSource.stream(address)), String(reflecting: [address]), dumped]
    for text in shown {
      #expect(text.contains("10.0.0.7:8554"))
      #expect(!text.contains("s3cret") && !text.contains("admin") && !text.contains("hidden"))
    }
  }

  @Test(arguments: [
    "", "rtsp://", "camera", "file:///etc/passwd", "ftp://host/x", "rtsp:/host", "concat:x", "rtsp://host/a'b", "rtsp://host/a b", "rtsp://host/a\\b",
    "rtsp://host/a\nfile '/etc/passwd'", "rtsp://höst/a", "pipe:0", "http://host/" + String(repeating: "a", count: 3000),
  ]) func whatIsNoAddressIsRefusedAndNotRepeated(text: String) {
    let fault = #expect(throws: VideoFault.notAnAddress) { try StreamAddress(text) }
    if text.count > 20 { #expect(fault?.description.contains(text.prefix(20)) == false) }
  }

  @Test func credentialsAreSeenWhereTheyAre() throws {
    #expect(try !StreamAddress("rtsp://host/a@b").holdsCredentials)
    #expect(try StreamAddress("http://user@host/").holdsCredentials)
  }

  @Test func theAddressGoesThroughThePipeAndNotThroughTheArguments() throws {
    let source = VideoSource.stream(try StreamAddress(Self.secret))
    let script = String(decoding: Ffmpeg.script(source), as: UTF8.self)
    #expect(script.contains("file '\(Self.secret)'\n"))
    #expect(script.contains("option rtsp_transport tcp\n"))
    #expect(Ffmpeg.script(.file(URL(fileURLWithPath: "/a"))).isEmpty)
  }

  @Test func complaintsBecomeReasonsAndNothingElse() {
    let complaint = "[rtsp @ 0x1] method DESCRIBE failed: 401 Unauthorized\n[concat @ 0x2] Impossible to open '\(Self.secret)'"
    let fault = VideoFault.unreachable(host: "10.0.0.7", reason: .init(complaints: complaint))
    #expect(fault == .unreachable(host: "10.0.0.7", reason: .unauthorised))
    #expect(!fault.description.contains("s3cret"))
    #expect(VideoFault.StreamRefusal(complaints: "Connection refused") == .refused)
    #expect(VideoFault.StreamRefusal(complaints: "something new") == .unknown)
  }
}
