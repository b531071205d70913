import Crypto
import Foundation
import Keyholding
import Sealing
import Testing

@Suite("The counter-log")
struct CounterLogTests {
  private func written() async throws -> (land: Land, file: URL, bytes: Data) {
    let land = try Land()
    _ = try await land.keyholders[0].publishDayKeys(until: UTCDay(containing: Land.now).advanced(byDays: 4), now: Land.now)
    land.close()
    let file = land.folder(of: 0).appending(path: "counter-log")
    return (land, file, try Data(contentsOf: file))
  }

  @Test("is a chain that anybody can follow with SHA-256 and no program of ours")
  func chain() async throws {
    let (land, _, bytes) = try await written()
    var previous = Data(count: 32)
    let lines = bytes.split(separator: 0x0A)
    #expect(lines.count == 5)
    for (number, line) in lines.enumerated() {
      let entry = try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(entry["previous"] as? String == previous.base64EncodedString())
      #expect(entry["sequence"] as? Int == number && entry["type"] as? String == "daykey.published")
      previous = Data(SHA256.hash(data: Data(line)))
    }
    try land.reopen()
    #expect(await land.keyholders[0].counterLogHead == previous)
  }

  @Test("shows what was altered, taken out, put in or moved")
  func altered() async throws {
    let (land, file, bytes) = try await written()
    let lines = bytes.split(separator: 0x0A).map { Data($0) + [0x0A] }
    func joined(_ numbers: [Int]) -> Data { numbers.reduce(Data()) { $0 + lines[$1] } }
    var spoiled = [[1, 2, 3, 4], [0, 1, 3, 4], [0, 1, 2, 3, 4, 4], [0, 2, 1, 3, 4]].map(joined)
    spoiled.append(bytes + [0x0A])
    for index in stride(from: 0, to: bytes.count - lines[4].count, by: 11) {
      var copy = bytes
      copy[index] ^= 1
      spoiled.append(copy)
    }
    for copy in spoiled {
      try copy.write(to: file)
      #expect { try land.reopen() } throws: { if case KeyholdingFault.damaged = $0 { true } else { false } }
    }
    try bytes.write(to: file)
    try land.reopen()
  }

  @Test("loses half a line that a crash left, and nothing else; lines cut off at the end show in its head only")
  func torn() async throws {
    let (land, file, bytes) = try await written()
    try (bytes + Data("{\"details\":{\"cou".utf8)).write(to: file)
    try land.reopen()
    #expect(await land.keyholders[0].counterLog.count == 5)
    let head = await land.keyholders[0].counterLogHead
    land.close()
    #expect(try Data(contentsOf: file) == bytes)
    let end = try #require(bytes.dropLast().lastIndex(of: 0x0A))
    try Data(bytes[...end]).write(to: file)
    try land.reopen()
    #expect(await land.keyholders[0].counterLogHead != head)
  }
}
