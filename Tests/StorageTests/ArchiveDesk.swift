import Crypto
import Foundation
import Sealing
import Traffic

@testable import Storage

/// A pass archive in a folder of its own, which goes when the test ends, with keyholders and passes to put into it.
final class ArchiveDesk: Sendable {
  static let now = Date(timeIntervalSince1970: 1_795_269_615)
  static let hour: UInt32 = 498_685
  let folder: URL
  let archive: PassArchive
  private let keys: [DayKeyPair]
  private let holders: HolderSet

  init(disk: any ArchiveDisk = LocalArchiveDisk(), limits: ArchiveLimits = ArchiveLimits()) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "gantry-archive-\(UUID().uuidString)", directoryHint: .isDirectory)
    archive = try PassArchive(folder: folder, disk: disk, limits: limits)
    holders = try HolderSet(["court", "data-protection", "inspectorate"].map { HolderID(rawValue: $0)! }, threshold: 2)
    let day = UTCDay(containing: Self.now)
    keys = try holders.holders.map { try DayKeyPair(holder: $0, day: day, signedWith: Curve25519.Signing.PrivateKey()) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Another archive on the folder, as the next run or another process would have it.
  func another(limits: ArchiveLimits = ArchiveLimits()) throws -> PassArchive {
    try PassArchive(folder: folder, disk: LocalArchiveDisk(), limits: limits)
  }

  // MARK: Epochs

  func secrets(hoursLater: Int = 0) throws -> EpochSecrets {
    let period = try EpochPeriod(containing: Self.now + Double(hoursLater) * 3600, lengthMinutes: 60)
    let nonce = Data((0..<8).map { _ in UInt8.random(in: 0...255) })
    return try EpochSecrets(
      site: InstallationID(rawValue: "tashkent-city")!, period: period, bootNonce: nonce, holders: holders, dayKeys: keys.map(\.published))
  }

  /// An epoch that is open in the archive.
  func open(in other: PassArchive? = nil, hoursLater: Int = 0) async throws -> EpochContext {
    let secrets = try secrets(hoursLater: hoursLater)
    try await (other ?? archive).open(secrets.record, period: secrets.period)
    return secrets.record.context
  }

  // MARK: Passes

  static func camera(_ number: Int) -> CameraID { CameraID(rawValue: "tas-\(String(number + 1000).dropFirst())-a")! }

  static func scope(_ camera: Int = 14, _ hour: UInt32 = hour) -> PlateScope { PlateScope(camera: Self.camera(camera), captureHour: hour) }

  static func bytes(_ count: Int) -> Data {
    var random = SystemRandomNumberGenerator()
    var data = Data(capacity: count + 8)
    while data.count < count { withUnsafeBytes(of: random.next()) { data.append(contentsOf: $0) } }
    return data.prefix(count)
  }

  /// A pass that nobody sealed: random bytes of the right form, found under given tokens.
  static func pass(
    _ epoch: EpochContext, _ scope: PlateScope = scope(), tokens: [Data] = [bytes(16)], bodyBytes: Int = 528, pictures: [Int] = [],
    id: PassID = PassID()
  ) throws -> SealedRecord {
    var sealed = Data([SealingSuite.current.rawValue])
    sealed.append(id.uuid)
    sealed.append(prefixed: scope.camera.rawValue)
    sealed.append(scope.captureHour)
    sealed.append(epoch.bytes)
    sealed.append(Data([3]) + bytes(6) + Data([1, UInt8(tokens.count)]))
    for token in tokens { sealed.append(token + bytes(40)) }
    sealed.append(UInt32(bodyBytes))
    sealed.append(bytes(bodyBytes))
    sealed.append(UInt8(pictures.count))
    for size in pictures {
      sealed.append(UInt32(size))
      sealed.append(bytes(size))
    }
    return try SealedRecord(bytes: sealed)
  }

  /// Adds passes from many callers at once.
  /// - Returns: Those that were acknowledged.
  static func append(_ passes: [SealedRecord], to archive: PassArchive, callers: Int = 32) async -> [SealedRecord] {
    await withTaskGroup(of: [SealedRecord].self) { group in
      for caller in 0..<callers {
        group.addTask {
          var acknowledged: [SealedRecord] = []
          for place in stride(from: caller, to: passes.count, by: callers) where (try? await archive.append(passes[place])) != nil {
            acknowledged.append(passes[place])
          }
          return acknowledged
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  // MARK: What lies there

  /// All files below the folder, by their paths in it.
  var files: [String] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    let regular = (all?.allObjects as? [URL] ?? []).filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
    let root = folder.resolvingSymlinksInPath().path
    return regular.map { String($0.resolvingSymlinksInPath().path.dropFirst(root.count + 1)) }.filter { $0 != "writing.lock" }.sorted()
  }

  func files(_ ending: String) -> [URL] { files.filter { $0.hasSuffix(ending) }.map { folder.appending(path: $0) } }
}

extension PassArchive {
  /// The passes found under their own best tokens, one for each that is there.
  func found(_ passes: [SealedRecord]) throws -> [SealedRecord] {
    try find(passes.map { TokenLookup(epoch: $0.context, scope: $0.scope, token: $0.readings[0].token) }).map(\.record)
  }
}

extension [SealedRecord] {
  /// Those and no others, each once.
  func isExactly(_ others: [SealedRecord]) -> Bool { count == others.count && Set(self) == Set(others) }
}
