@testable import CameraProtocols
import Foundation
import Testing

@Suite struct DeviceTimeTests {
  @Test("ISO 8601 agrees with Foundation", arguments: [
    "2026-11-21T09:15:30+05:00", "2026-11-21T04:15:30Z", "2024-02-29T23:59:59-03:30", "1999-12-31T00:00:00Z", "2100-03-01T12:00:00+01:00",
  ])
  func iso(text: String) throws {
    let expected = try Date(text, strategy: .iso8601)
    #expect(DeviceTime(iso8601: text)?.instant == expected)
  }

  @Test func fractionAndForms() throws {
    let instant = try #require(DeviceTime(iso8601: "2026-11-21 09:15:30,417+0500")?.instant)
    #expect(abs(instant.timeIntervalSince1970 - 1_795_234_530.417) < 0.000_01)
    #expect(DeviceTime(iso8601: "2034-01-01T00:00:00+08")?.instant == Date(timeIntervalSince1970: 2_019_657_600))
    #expect(DeviceTime(iso8601: "2016-12-31T23:59:60Z")?.instant == Date(timeIntervalSince1970: 1_483_228_800))
  }

  @Test("What is no time", arguments: [
    "", "2026", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T09:15:30.Z", "2026-11-21T09:15:30+5",
    "2026-11-21T09:15:30Zx", "+026-11-21T09:15:30Z", "２０２６-11-21T09:15:30Z", "2026-11-21T09:15:30+25:00", "2026-11-21T09:15:30.1234567890Z",
  ])
  func refused(text: String) {
    #expect(DeviceTime(iso8601: text) == nil)
  }

  @Test func compactIsLocal() throws {
    let time = try #require(DeviceTime(compact: "20261121091530417"))
    #expect(time.instant == nil)
    let instant = time.instant(in: Payloads.tashkent, near: .now)
    #expect(abs(instant.timeIntervalSince1970 - 1_795_234_530.417) < 0.000_01)
    #expect(DeviceTime(compact: "2026112109153") == nil)
  }

  @Test func repeatedAndMissingHours() throws {
    let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    let repeated = try #require(DeviceTime(iso8601: "2026-10-25T02:30:00"))
    let summer = Date(timeIntervalSince1970: 1_792_888_200)
    #expect(repeated.instant(in: berlin, near: summer) == summer)
    #expect(repeated.instant(in: berlin, near: summer.addingTimeInterval(3_700)) == summer.addingTimeInterval(3_600))
    let missing = try #require(DeviceTime(iso8601: "2026-03-29T02:30:00"))
    #expect(missing.instant(in: berlin, near: .now) == Date(timeIntervalSince1970: 1_774_747_800))
  }
}
