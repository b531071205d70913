import Foundation
import Sealing
import Testing
import Traffic

@Suite("Epochs and days")
struct EpochTests {
  @Test("A day is what the calendar says, and is written one way")
  func days() throws {
    #expect(UTCDay(containing: Date(timeIntervalSince1970: 0)).description == "1970-01-01")
    #expect(UTCDay(containing: Date(timeIntervalSince1970: -1)).description == "1969-12-31")
    #expect(UTCDay(containing: Country.now).description == "2026-11-21")
    #expect(UTCDay("2028-02-29")?.advanced(byDays: 1).description == "2028-03-01")
    for text in ["2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-32", "", "2026-01-01 ", "+026-01-01"] { #expect(UTCDay(text) == nil) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for day in stride(from: 0, to: 40_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let written = UTCDay(containing: date).description
      #expect(written.split(separator: "-").map { Int($0) } == [parts.year, parts.month, parts.day])
      #expect(UTCDay(written)?.start == date)
    }
  }

  @Test("A period holds its instant, begins on its multiple and ends where the next begins", arguments: EpochPeriod.lengthsMinutes)
  func periods(length: Int) throws {
    for offset in stride(from: 0.0, to: 86_400 * 2, by: 613) {
      let instant = Country.now + offset
      let period = try EpochPeriod(containing: instant, lengthMinutes: length)
      #expect(period.opensAt <= instant && instant < period.endsAt)
      #expect(period.endsAt.timeIntervalSince(period.opensAt) == Double(length * 60))
      #expect(period.opensAt == period.day.start + Double(Int(period.number) * length * 60))
      let next = try EpochPeriod(containing: period.endsAt, lengthMinutes: length)
      #expect(next.opensAt == period.endsAt && (next.day, next.number) != (period.day, period.number))
    }
  }

  @Test("Other lengths are refused", arguments: [0, -60, 7, 61, 120])
  func lengths(minutes: Int) {
    #expect(throws: SealingFault.self) { try EpochPeriod(containing: Country.now, lengthMinutes: minutes) }
  }

  @Test("An epoch needs a key of every holder for its very day")
  func missingDayKey() throws {
    let country = try Country(2, of: 3)
    let tomorrow = try Country(2, of: 3, at: Country.now + 86_400)
    let site = InstallationID(rawValue: "tashkent-city")!
    for keys in [Array(country.dayKeys.dropLast()), country.dayKeys.dropLast() + [tomorrow.dayKeys[2]], []] {
      #expect {
        _ = try EpochSecrets(site: site, period: country.period, bootNonce: Data(count: 8), holders: country.holders, dayKeys: keys).record
      } throws: { fault in
        if case SealingFault.dayKey = fault { true } else { false }
      }
    }
  }

  @Test("What cannot be stored is not used: the sealer comes only after the record was kept")
  func recordFirst() async throws {
    struct DiskFull: Error {}
    let country = try Country(1, of: 1)
    await #expect(throws: DiskFull.self) {
      let secrets = try country.secrets()
      _ = try await secrets.begin(at: Country.now) { _ in throw DiskFull() }.passCount
    }
  }

  @Test("After its end an epoch seals nothing; a pass without a reading is never sealed; four readings are too many")
  func limits() async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    func fault(_ plates: [RegionalPlate], after seconds: TimeInterval) -> SealingFault? {
      do { _ = try epoch.seal(plates, scope(), after: seconds) } catch { return error as? SealingFault }
      return nil
    }
    #expect(fault([plate("01A123BC")], after: country.period.endsAt.timeIntervalSince(Country.now)) == .epochOver)
    #expect(fault([], after: 0) == .nothingRead)
    #expect(fault((0..<4).map { plate("01A00\($0)BC") }, after: 0)?.description.contains("at most 3") == true)
    #expect(epoch.sealer.passCount == 0)
    _ = try epoch.seal([plate("01A123BC")], scope(), after: 1)
    #expect(epoch.sealer.passCount == 1)
  }
}
