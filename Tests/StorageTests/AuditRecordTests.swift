import Foundation
import Testing
import TransparencyLog

@testable import Storage

@Suite("Audit records")
struct AuditRecordTests {
  @Test("A record reads back as it was written", arguments: AuditRecord.Act.allCases, AuditRecord.Outcome.allCases)
  func roundTrip(act: AuditRecord.Act, outcome: AuditRecord.Outcome) throws {
    for subject in AuditRecord.Subject.allCases {
      for actor in [AuditRecord.Actor(AuditDesk.officer), .console("root")] {
        let record = AuditDesk.record(act, subject, by: actor, outcome: outcome)
        #expect(try AuditRecord(bytes: record.bytes) == record)
      }
    }
  }

  @Test("The record of a bare look has no field that says nothing")
  func bare() throws {
    let record = AuditRecord(at: Desk.noon, actor: .console("root"), organisation: "x", act: .consultation, subject: .queue, source: "console")
    #expect(
      String(decoding: record.bytes, as: UTF8.self)
        == """
        {"act":"consultation","actor":{"name":"root","roles":["console"],"unit":""},"at":"\(record.timeText)","organisation":"x","outcome":"done",\
        "purpose":"enforcement","source":"console","subject":"queue"}
        """)
    #expect(try AuditRecord(bytes: record.bytes) == record)
  }

  @Test("Bytes that no record has are refused, and nothing else is thrown than that they are damaged")
  func damaged() throws {
    let bytes = AuditDesk.record().bytes
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x40
      do {
        // Where a letter of a free text was changed it is another record, which has these bytes.
        #expect(try AuditRecord(bytes: changed).bytes == changed)
      } catch {
        #expect(error == .damaged("An audit record"))
      }
    }
    for count in [0, 1, bytes.count - 1] { #expect(throws: StorageFault.self) { try AuditRecord(bytes: bytes.prefix(count)) } }
  }

  @Test(
    "Times are written down to 1/100 s with the offset of the office's clock",
    arguments: [
      (1_795_252_530.42, 18_000, "2026-11-21T14:15:30.42+05:00"), (1_795_252_530.0, 0, "2026-11-21T09:15:30.00+00:00"),
      (1_795_252_530.99, -12_600, "2026-11-21T05:45:30.99-03:30"), (-0.5, 0, "1969-12-31T23:59:59.50+00:00"),
    ])
  func times(seconds: Double, offset: Int, text: String) throws {
    let instant = Date(timeIntervalSince1970: seconds)
    #expect(AuditTime.text(instant, zoneOffsetSeconds: offset) == text)
    let read = try #require(AuditTime.instant(text))
    #expect(abs(read.instant.timeIntervalSince(instant)) < 0.001 && read.zoneOffsetSeconds == offset)
  }

  @Test(
    "What is no such time is not read",
    arguments: ["", "2026-11-21T14:15:30.4+05:00", "2026-11-21 14:15:30.42+05:00", "2026-13-21T14:15:30.42+05:00", "2026-11-21T14:15:30.42x05:00"])
  func noTime(text: String) { #expect(AuditTime.instant(text) == nil) }

  @Test("What is cut off below 1/100 s is what is compared and committed to")
  func hundredths() throws {
    let record = AuditDesk.record(at: Date(timeIntervalSince1970: 1_795_252_530.4287))
    #expect(record.timeText.contains(":30.42+"))
    #expect(try AuditRecord(bytes: record.bytes) == record)
  }

  @Test("The public log is told kind, role, unit and class of offence, and nothing that names anybody")
  func publicFields() throws {
    let record = AuditDesk.record(.combination, .warrant)
    let entry = try LogEntry(.auditRecorded, at: record.at, record.publicFields(commitment: Desk.bytes(32)))
    let text = String(decoding: entry.bytes, as: UTF8.self)
    for word in ["combination", "warrant", "investigation", "officer,supervisor", "District 3", "red-light"] { #expect(text.contains(word)) }
    for secret in ["Nodira", "Karimova", "01A123BC", "G-2026", "192.0.2.7", "tashkent-city", "11111111"] { #expect(!text.contains(secret)) }
  }

  @Test("An offence that is no word of a class is not passed on")
  func offence() {
    var record = AuditDesk.record()
    record.offence = "Theft of 01A123BC"
    #expect(record.publicFields(commitment: Data())["offence"] == nil)
  }
}
