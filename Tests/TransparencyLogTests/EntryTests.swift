import Foundation
import Testing
@testable import TransparencyLog

@Suite("Log entries")
struct EntryTests {
  @Test("are canonical JSON with type and time, and come back as they were", arguments: LogEntry.Kind.allCases)
  func text(kind: LogEntry.Kind) throws {
    let entry = try LogEntry(kind, at: Yard.now + 0.7, ["count": .number(3), "holder": .text("court")])
    #expect(
      String(decoding: entry.bytes, as: UTF8.self) == #"{"count":3,"holder":"court","time":"2026-09-21T14:13:20Z","type":"\#(kind.rawValue)"}"#)
    #expect(try LogEntry(bytes: entry.bytes) == entry)
  }

  @Test(
    "of another form are refused",
    arguments: [
      #"{"time":"2026-09-21T14:13:20Z","type":"unheard.of"}"#, #"{"type":"custody.ok"}"#, #"{"time":"2026-09-21T14:13:20Z"}"#,
      #"{"time":"2026-09-21","type":"custody.ok"}"#, #"{"count":1,"count":1,"time":"2026-09-21T14:13:20Z","type":"custody.ok"}"#,
      #"{"type":"custody.ok","time":"2026-09-21T14:13:20Z"}"#, #"{"time":"2026-09-21T14:13:20Z", "type":"custody.ok"}"#, "[]", ""
    ])
  func malformed(text: String) {
    #expect(throws: TransparencyFault.self) { try LogEntry(bytes: Data(text.utf8)) }
  }

  @Test("have a length that a tile can hold, and no second type")
  func limits() throws {
    #expect(throws: TransparencyFault.self) { try LogEntry(.exportMade, at: Yard.now, ["what": .text(String(repeating: "x", count: 65_536))]) }
    #expect(throws: TransparencyFault.self) { try LogEntry(.exportMade, at: Yard.now, ["type": .text("x")]) }
    let frame = try LogEntry(.exportMade, at: Yard.now, ["what": .text("")]).bytes.count
    let longest = try LogEntry(.exportMade, at: Yard.now, ["what": .text(String(repeating: "x", count: LogEntry.longest - frame))])
    #expect(longest.bytes.count == LogEntry.longest)
    #expect(try EntryBundle.decode(EntryBundle.encode(longest.bytes), count: 1, TilePath(level: nil, number: 0)) == [longest.bytes])
  }

  @Test("times are written to the second and read in that form only")
  func times() {
    for seconds in [0, 951_782_399, 951_827_696, 1_790_000_000, 4_107_542_400] as [Double] {
      let time = Date(timeIntervalSince1970: seconds)
      #expect(Date(secondText: time.secondText) == time && Date(secondText: (time + 0.9).secondText) == time)
    }
    #expect(Date(timeIntervalSince1970: 951_827_696).secondText == "2000-02-29T12:34:56Z")
    let wrong = [
      "2026-11-21T14:00:00", "2026-11-21T14:00:00z", "2026-11-21 14:00:00Z", "2026-02-30T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T14:00:60Z",
      "20261121T140000.0000Z", "2026-11-21T1400:00+0"
    ]
    for text in wrong { #expect(Date(secondText: text) == nil, "\(text)") }
  }
}
