import Foundation
import Sealing
import Testing
import Traffic

@testable import Storage

@Suite("A segment of passes")
struct ArchiveSegmentTests {
  @Test("tells no order of arrival: its rows stand by camera, hour and token, and those of one car by their random IDs")
  func order() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let sameCar = ArchiveDesk.bytes(16)
    var passes: [SealedRecord] = []
    for number in 0..<120 {
      let tokens = number % 3 == 0 ? [sameCar] : [ArchiveDesk.bytes(16), ArchiveDesk.bytes(16)]
      passes.append(try ArchiveDesk.pass(epoch, ArchiveDesk.scope(number % 2), tokens: tokens))
    }
    for pass in passes { try await desk.archive.append(pass) }
    _ = try await desk.archive.close(epoch)
    let bytes = try Data(contentsOf: desk.files(".segment")[0])
    let places = try passes.map { try #require(bytes.range(of: $0.body)).lowerBound }
    let inFile = zip(places, passes).sorted { $0.0 < $1.0 }.map(\.1)
    let expected = passes.sorted {
      ($0.scope.camera, $0.readings[0].token.hex, $0.id.description) < ($1.scope.camera, $1.readings[0].token.hex, $1.id.description)
    }
    #expect(inFile == expected)
    for (scope, half) in Dictionary(grouping: inFile, by: \.scope) {
      let arrivals = half.map { passes.firstIndex(of: $0)! }
      #expect(arrivals != arrivals.sorted(), "\(scope)")
    }
  }

  @Test("says of itself, as its folder does, that it is as old as its epoch, belongs to its owner alone, and has no draft beside it")
  func dates() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    try await desk.archive.append(try ArchiveDesk.pass(epoch))
    _ = try await desk.archive.close(epoch)
    let opensAt = try EpochPeriod(containing: ArchiveDesk.now, lengthMinutes: 60).opensAt
    #expect(desk.files.map { ($0 as NSString).pathExtension } == ["segment", ""])
    for file in desk.files(".segment") + desk.files("record") {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.modificationDate] as? Date == opensAt)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let folder = try FileManager.default.attributesOfItem(atPath: file.deletingLastPathComponent().path)
      #expect(folder[.modificationDate] as? Date == opensAt)
      #expect(folder[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test("a stolen copy of all files shows no plate, no picture's marker and no instant of a pass")
  func stolen() async throws {
    var passes: [Pass] = []
    for number in 0..<30 { passes.append(Desk.pass(plate: "01A\(100 + number)BC", at: ArchiveDesk.now + Double(number) * 7.25)) }
    let needles = needles(passes)
    // Four bytes stand in half a megabyte of noise once in seventy runs. What is a leak stands in a second copy, under other keys, as well.
    let desks = [try ArchiveDesk(), try ArchiveDesk()]
    var records: [EpochRecord] = []
    for desk in desks { records.append(try await fill(desk, with: passes)) }
    #expect(hits(of: needles, in: desks) == 0)
    for (desk, record) in zip(desks, records) { _ = try await desk.archive.close(record.context) }
    #expect(hits(of: needles, in: desks) == 0)
    // The search would find what is there.
    for desk in desks { try needles.reduce(into: Data()) { $0 += $1 }.write(to: desk.folder.appending(path: "found.segment")) }
    #expect(hits(of: needles, in: desks) == needles.count)
  }

  /// Seals passes with a picture into an archive's open epoch.
  private func fill(_ desk: ArchiveDesk, with passes: [Pass]) async throws -> EpochRecord {
    let secrets = try desk.secrets()
    let (record, period) = (secrets.record, secrets.period)
    var sealer = try await secrets.begin(at: ArchiveDesk.now) { try await desk.archive.open($0, period: period) }
    let picture = Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data("JFIF\0".utf8) + Data(count: 3000)
    for pass in passes { try await desk.archive.append(try sealer.seal(pass, pictures: [picture], at: ArchiveDesk.now + 60)) }
    return record
  }

  /// What would give a pass away, its instant in every form that a file could have it in.
  private func needles(_ passes: [Pass]) -> [Data] {
    var needles = [Data([0xFF, 0xD8, 0xFF, 0xE0]), Data("JFIF".utf8)]
    for pass in passes {
      let seconds = pass.capturedAt.timeIntervalSince1970
      needles.append(Data((pass.plate?.text ?? "").utf8))
      for number in [UInt64(seconds * 1_000_000), UInt64(seconds * 1000)] {
        needles += [withUnsafeBytes(of: number.bigEndian) { Data($0.suffix(6)) }, withUnsafeBytes(of: number.littleEndian) { Data($0.prefix(6)) }]
      }
      for number in [UInt32(seconds), UInt32(seconds) + 1] {
        needles += [withUnsafeBytes(of: number.bigEndian) { Data($0) }, withUnsafeBytes(of: number.littleEndian) { Data($0) }]
      }
      needles.append(withUnsafeBytes(of: seconds) { Data($0) })
    }
    return Array(Set(needles))
  }

  /// How many needles stand in the files of every archive.
  private func hits(of needles: [Data], in desks: [ArchiveDesk]) -> Int {
    let copies = desks.map { desk in desk.files.compactMap { try? Data(contentsOf: desk.folder.appending(path: $0)) } }
    return needles.count { needle in copies.allSatisfy { files in files.contains { $0.range(of: needle) != nil } } }
  }

  @Test("damaged at any byte of its tables or cut off anywhere, is named or read as far as it is right; nothing crashes, and a check finds all")
  func damage() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let passes = try (0..<3).map { try ArchiveDesk.pass(epoch, ArchiveDesk.scope($0 % 2), bodyBytes: 0) }
    for pass in passes { try await desk.archive.append(pass) }
    _ = try await desk.archive.close(epoch)
    try desk.another().verify(epoch.day)
    let file = desk.files(".segment")[0]
    let whole = try Data(contentsOf: file)
    var named = 0
    for place in 0..<whole.count {
      for bits: UInt8 in [1, 0xFF] {
        var bytes = whole
        bytes[place] ^= bits
        try bytes.write(to: file)
        #expect(throws: StorageFault.damaged(file.path)) { try desk.another().verify(epoch.day) }
        named += try names(file, looking: desk.another(), for: passes) ? 1 : 0
      }
    }
    #expect(named > 100)
    for count in 0..<whole.count {
      try whole.prefix(count).write(to: file)
      #expect(throws: StorageFault.damaged(file.path)) { _ = try desk.another().found(passes) }
    }
  }

  /// Whether looking names the file as damaged; else at most what was stored is found.
  private func names(_ file: URL, looking archive: PassArchive, for passes: [SealedRecord]) throws -> Bool {
    do {
      let found = try archive.found(passes)
      #expect(found.count <= passes.count)
      _ = try archive.count(of: nil, from: .distantPast, to: .distantFuture)
      _ = try archive.epochs(from: UTCDay("2020-01-01")!, through: UTCDay("2030-01-01")!, cameras: [passes[0].scope.camera])
      return false
    } catch StorageFault.damaged(let name) {
      #expect(name == file.path)
      return true
    }
  }

  @Test("a record that was altered is named")
  func damagedRecord() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    _ = try await desk.archive.close(epoch)
    let file = desk.files("record")[0]
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file)
    #expect(throws: StorageFault.damaged(file.path)) { _ = try desk.another().epochs(from: epoch.day, through: epoch.day) }
  }
}
