import Foundation
import Sealing
import Testing
import Traffic

@Suite("A pass inside its seal")
struct PassRecordTests {
  @Test("Everything known of a pass comes back, and fits into one block")
  func whole() async throws {
    let pass = Self.rich
    let (sealed, opened) = try await through(pass)
    #expect(opened == pass)
    #expect(sealed.body.count == 512 + 16)
    #expect(sealed.readings.count == 3)
    #expect(sealed.scope == PlateScope(camera: pass.camera, captureHour: 498_686))
  }

  @Test("A pass of which little is known comes back as it was, and is as long as the rich one")
  func bare() async throws {
    var pass = Self.rich
    (pass.errorBoundMilliseconds, pass.deviceTimeText, pass.lane, pass.headingDegrees, pass.speedKmh) = (nil, nil, nil, nil, nil)
    (pass.vehicle, pass.signal, pass.stopLineCrossedAt, pass.declarations) = (Vehicle(), nil, nil, [])
    pass.reads = [PlateRead(reader: .camera, raw: "", plate: Plate(canonical: "A")!, confidence: 0)]
    let (sealed, opened) = try await through(pass)
    #expect(opened == pass)
    #expect(sealed.body.count == 512 + 16)
  }

  @Test("Sub-hour times, zeros and odd texts survive")
  func odd() async throws {
    var pass = Self.rich
    pass.capturedAt = Date(timeIntervalSince1970: 1_795_269_615.123456)
    pass.deviceTimeText = "٢٠٢٦-11-21 🚗" + String(repeating: "x", count: 3000)
    pass.lane = -1
    let opened = try await through(pass).1
    #expect(abs(opened.capturedAt.timeIntervalSince(pass.capturedAt)) < 0.000_001)
    #expect(opened.deviceTimeText == pass.deviceTimeText && opened.lane == -1)
  }

  @Test("What is too long, or read by nobody, is refused")
  func refused() async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    var pass = Self.rich
    pass.deviceTimeText = String(repeating: "x", count: 70_000)
    func fault(_ pass: Pass) -> SealingFault? {
      do { _ = try epoch.sealer.seal(pass, at: Country.now) } catch { return error }
      return nil
    }
    if case .tooLong = fault(pass) {} else { Issue.record("a record of 70,000 bytes was sealed") }
    pass.deviceTimeText = nil
    pass.reads = []
    #expect(fault(pass) == .nothingRead)
  }

  @Test("A record that is not a pass's is a typed fault, whatever its bytes")
  func noise() async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...80) }
      let sealed = try bytes.withUnsafeBytes {
        try epoch.sealer.seal(PassID(), scope: scope(), readings: [plate("01A123BC")], record: $0, schema: 1, at: Country.now)
      }
      let opened = try country.open(sealed, as: plate("01A123BC"), epoch.record, from: [0])
      #expect(throws: SealingFault.malformed("pass record")) { try opened.pass(of: sealed) }
    }
  }

  private func through(_ pass: Pass) async throws -> (SealedRecord, Pass) {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let sealed = try epoch.sealer.seal(pass, at: Country.now)
    let again = try SealedRecord(bytes: sealed.bytes)
    let opened = try country.open(again, as: pass.readingsToSeal[0], epoch.record, from: [1, 2])
    return (sealed, try opened.pass(of: again))
  }

  /// Numbers are such that a binary fraction holds them, as boxes and confidences keep 24 bits.
  static var rich: Pass {
    let box = Box(x: 0.25, y: 0.5, width: 0.125, height: 0.0625)
    func read(_ reader: PlateRead.Reader) -> PlateRead {
      PlateRead(
        reader: reader, raw: "01 A 123 BC", plate: Plate(canonical: "01A123BC")!, confidence: 0.9375, region: "UZ",
        candidates: [("01A123BC", 0.9375), ("O1A123BC", 0.03125), ("01A123B0", 0.015625)].map {
          PlateCandidate(plate: Plate(canonical: $0)!, confidence: $1)
        },
        box: box, changes: ["1: O→0"])
    }
    return Pass(
      id: PassID(), camera: CameraID(rawValue: "tas-014-a")!, site: SiteID(rawValue: "tas-014")!, capturedAt: Country.now,
      receivedAt: Country.now + 0.25, errorBoundMilliseconds: 40, deviceTimeText: "2026-11-21T19:00:15.250+05:00", lane: 2, direction: .approach,
      headingDegrees: 271.3, speedKmh: 71.6, reads: [read(.camera), read(.server)],
      vehicle: Vehicle(kind: .car, make: "Chevrolet", model: "Cobalt", colour: "white", box: box),
      coordinate: Coordinate(latitude: 41.311081, longitude: 69.240562)!, rawSHA256: String(repeating: "0123456789abcdef", count: 4))
  }
}
