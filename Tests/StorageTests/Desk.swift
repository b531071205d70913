import Crypto
import Enforcement
import Foundation
import GRDB
import Sealing
import Traffic

@testable import Storage

/// A store in a folder of its own, which goes when the test ends, and things to put into it.
final class Desk: Sendable {
  /// Holds the data folder and, beside it, the key file.
  let home: URL
  let folder: URL
  let keys: ServerKeys
  let store: Store

  static let noon = Date(timeIntervalSince1970: 1_795_262_400)
  static let site = SiteID(unchecked: "tas-014")
  static let camera = CameraID(unchecked: "tas-014-a")
  static let holders = try! HolderSet([HolderID(rawValue: "court")!], threshold: 1)

  init(disk: any Disk = LocalDisk(), reserveBytes: Int = 0, database: Configuration = Configuration()) throws {
    home = FileManager.default.temporaryDirectory.appending(path: "gantry-storage-\(UUID().uuidString)", directoryHint: .isDirectory)
    folder = home.appending(path: "data", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    keys = try ServerKeys.create(file: home.appending(path: "server.key"))
    store = try Store(folder: folder, keys: keys, reserveBytes: reserveBytes, disk: disk, database: database)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// A second store on the same folder, as another process would have it.
  func anotherStore() throws -> Store { try Store(folder: folder, keys: ServerKeys.load(file: keys.file.url), reserveBytes: 0) }

  /// The data folder and the key file as they are now, as somebody would find them who pulled the plug.
  func copy(_ name: String) throws -> URL {
    let copy = home.appending(path: "copies/\(name)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for part in ["data", "server.key"] { try FileManager.default.copyItem(at: home.appending(path: part), to: copy.appending(path: part)) }
    return copy
  }

  // MARK: Things

  static func plate(_ text: String) -> Plate { Plate(canonical: text)! }

  static func bytes(_ count: Int, seed: UInt64 = 1) -> Data {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return Data(
      (0..<count).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state >> 32)
      })
  }

  static func entry(
    _ vendorKey: String = UUID().uuidString, body: Data = bytes(300), camera: CameraID = camera, index: Int = 0, at instant: Date = noon
  ) -> InboxEntry {
    InboxEntry(
      id: PassID(), camera: camera, receivedAt: instant, captureIndex: index, contentType: "application/json", vendorKey: vendorKey,
      rawSHA256: SHA256.hash(data: body).hex, body: body)
  }

  static func pass(_ id: PassID = PassID(), plate: String = "01A123BC", at instant: Date = noon) -> Pass {
    Pass(
      id: id, camera: camera, site: site, capturedAt: instant, receivedAt: instant + 1,
      reads: [PlateRead(reader: .camera, raw: plate, plate: Self.plate(plate), confidence: 0.9)],
      coordinate: Coordinate(latitude: 41.3, longitude: 69.2)!, rawSHA256: String(repeating: "0", count: 64))
  }

  static func violation(_ kind: ViolationKind = .redLight) -> Violation {
    Violation(kind: kind, statuteCode: "128-1", statuteText: "Passing a red light", amount: 100, currency: "UZS", isDeclared: true)
  }

  static func newCase(
    _ pass: Pass, _ kind: ViolationKind = .redLight, state: CaseState = .queued, evidence: Evidence = Evidence(), at instant: Date = noon
  ) -> Case {
    Case(
      number: "", state: state, pass: pass, violation: violation(kind), evidence: evidence,
      timeline: [Case.Event(at: instant, what: "Opened", state: state)], openedAt: instant)
  }

  static func item(_ object: UUID, range: Range<Int>? = nil, byteCount: Int = 1) -> Evidence.Item {
    Evidence.Item(object: object, range: range, kind: .scene, mimeType: "image/jpeg", byteCount: byteCount, sha256: "")
  }

  static func hit(_ pass: Pass) -> Hit {
    let entry = HotlistEntry(plate: pass.plate!, list: "stolen", reason: "Stolen", source: "Police", expiresAt: noon + 86_400)
    return Hit(pass: pass, entry: entry)
  }

  // MARK: Ways through

  /// Accepts one capture.
  func arrive(_ entry: InboxEntry = Desk.entry()) async throws -> InboxEntry {
    _ = try await store.accept([entry])
    return try store.inboxEntry(entry.id)!
  }

  /// Accepts a capture and settles it with one case.
  func openCase(_ kind: ViolationKind = .redLight, plate: String = "01A123BC", state: CaseState = .queued, at instant: Date = noon) async throws -> Case {
    let entry = try await arrive(Desk.entry(body: Desk.bytes(40_000), at: instant))
    let pass = Desk.pass(entry.id, plate: plate, at: instant)
    let opened = Desk.newCase(pass, kind, state: state, evidence: Evidence(items: [Desk.item(entry.object)]), at: instant)
    return try await store.settle(settlement(entry, pass, cases: [opened], keep: true))[0]
  }

  func settlement(
    _ entry: InboxEntry, _ pass: Pass, cases: [Case] = [], hits: [Hit] = [], keep: Bool = false, newObjects: [ObjectRef] = []
  ) -> Settlement {
    Settlement(
      entry: entry.id, site: Desk.site, capturedAt: pass.capturedAt, cases: cases, hits: hits, evidenceObject: keep ? .keep : .destroy, newObjects: newObjects)
  }

  // MARK: What lies in the folder

  var files: [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])!
    return all.compactMap { $0 as? URL }.filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
  }

  var objectFiles: [URL] { files.filter { $0.path.contains("/objects/") } }
}
