import Access
import CameraProtocols
import Enforcement
import Foundation
import Logging
import Recognition
import Sealing
import Storage
import Traffic
import TransparencyLog

@testable import Office

/// A whole office over a real store in a temporary folder, without listeners.
final class TestOffice: Sendable {
  static let now = Date(timeIntervalSince1970: 1_795_252_530)  // 2026-11-21 14:15:30 in Tashkent

  let folder: URL
  let parts: OfficeParts
  let intake: Intake

  init(reader: (any PlateReader)? = nil, maximumBacklog: Int = 100) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "gantry-office-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var configuration = try Configuration(yaml: "", name: "test", base: folder)
    configuration.signIn.links = .enter
    configuration.intake.maximumBacklog = maximumBacklog
    configuration.sealing = TestKeyholders.shared.sealing
    let keys = try ServerKeys.create(file: folder.appending(path: "server.key"))
    let store = try Store(folder: folder.appending(path: "data"), keys: keys)
    try store.save(Self.site)
    for camera in Self.cameras { try store.save(camera, key: "key-of-\(camera.id)") }
    try store.keep(TestKeyholders.shared.dayKeys)
    let directory = Directory()
    try directory.refresh(from: store)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    parts = OfficeParts(
      configuration: configuration, store: store, passes: try PassArchive(folder: folder.appending(path: "passes")),
      log: try PublicLog(folder: folder.appending(path: "log"), signer: NoteSigner(name: "gantry.test/audit", kind: .log), logger: logger),
      reader: reader, frontDoor: FrontDoor(store: store, as: configuration), live: LiveEvents(), directory: directory, logger: logger, now: { Self.now })
    intake = parts.intake()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let site = Site(
    id: SiteID(rawValue: "crossing")!, name: "Amir Temur / Navoiy", kind: .junction, district: "Tashkent",
    coordinate: Coordinate(latitude: 41.3111, longitude: 69.2797)!, timeZone: "Asia/Tashkent", speedLimitKmh: 60, speedLimitSource: "sign 3.24")

  static let cameras = [
    camera("reads"), camera("blind", readsPlates: false), camera("hik", dialect: .hikvision),
  ]

  static func camera(_ id: String, dialect: Camera.Dialect = .gantry, readsPlates: Bool = true) -> Camera {
    Camera(
      id: CameraID(rawValue: id)!, site: site.id, name: id, dialect: dialect, coordinate: site.coordinate, readsPlates: readsPlates, region: "UZ")
  }

  /// Posts a body as a camera would.
  func post(_ body: String, from camera: String = "reads", contentType: String = "application/json") async -> CameraAnswer {
    await post(Data(body.utf8), from: camera, contentType: contentType)
  }

  func post(_ body: Data, from camera: String = "reads", contentType: String = "application/json") async -> CameraAnswer {
    let known = parts.directory.camera(CameraID(rawValue: camera)!)!
    return await intake.receive(CameraPost(camera: known, contentType: contentType, body: body, receivedAt: Self.now))
  }

  /// The passes that were kept, opened as two of the keyholders would.
  func keptPasses() throws -> [Pass] { try TestKeyholders.shared.passes(in: parts.passes) }

  /// Settles everything in the inbox.
  func settleAll() async throws {
    for id in try parts.store.pendingInbox() { try await intake.settle(id) }
  }

  func allCases() async throws -> [Case] { try await parts.store.cases(CaseQuery()) }

  /// The case, where there is exactly one.
  func onlyCase() async throws -> Case? {
    let cases = try await allCases()
    return cases.count == 1 ? cases[0] : nil
  }

  /// A native capture; `extra` is added inside the object.
  static func capture(device: String = "reads", time: String = "2026-11-21T14:15:29+05:00", plate: String? = "01A123BC", _ extra: String = "") -> String {
    let read = plate.map { ",\"plate\":{\"text\":\"\($0)\",\"confidence\":0.97}" } ?? ""
    return "{\"device\":\"\(device)\",\"time\":\"\(time)\"\(read)\(extra.isEmpty ? "" : ",")\(extra)}"
  }
}

extension OfficeParts {
  /// A way in of its own.
  func intake() -> Intake {
    Intake(
      parts: self, line: WaitingLine(), signals: SignalBoard(), judge: Judge(rulebook: configuration.rules), sealer: makeSealer(),
      recent: RecentCaptures(now: now()))
  }
}
