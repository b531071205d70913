import Access
import Benchmarks
import Foundation
import Office
import Sealing
import Storage
import Traffic

/// A server's folder to measure on: configuration, key, keyholders that exist in memory alone, and cameras with their keys.
struct BenchGround {
  let folder: ServerFolder
  let keyholders: BenchKeyholders
  let configuration: Configuration
  let store: Store

  /// Makes the folder.
  /// - Parameter url: must be missing or empty.
  init(in url: URL) async throws {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    guard found.isEmpty else { throw CommandFailure("\(url.path) is not empty; a benchmark begins in a folder of its own") }
    let ports = try await ServerProgram.freePorts(3)
    folder = ServerFolder(url: url)
    keyholders = try BenchKeyholders()
    try folder.create(configuration: Self.configurationText(ports, keyholders))
    configuration = try Configuration(file: folder.configurationFile)
    store = try Store(folder: configuration.data, keys: try ServerKeys.load(file: configuration.key))
    let today = UTCDay(containing: Date())
    // Tomorrow's, too: a run may last over midnight.
    for day in [today, today.advanced(byDays: 1)] { try store.keep(try keyholders.dayKeys(for: day).map(\.published)) }
  }

  /// Cameras of one site that read plates, each with its key.
  func enrol(cameras count: Int) throws -> [(id: CameraID, key: String)] {
    guard let site = SiteID(rawValue: "bench"), let coordinate = Coordinate(latitude: 41.311, longitude: 69.279) else { return [] }
    try store.save(
      Site(
        id: site, name: "Bench", kind: .road, district: "Bench", coordinate: coordinate, timeZone: "Asia/Tashkent", speedLimitKmh: 70,
        speedLimitSource: "sign"))
    return try (1...count).compactMap { number in
      guard let id = CameraID(rawValue: "bench-\(number)") else { return nil }
      let key = Token().text
      try store.save(Camera(id: id, site: site, name: "Bench \(number)", dialect: .gantry, coordinate: coordinate, region: "UZ"), key: key)
      // What is measured is the server, and not how it holds a camera back.
      try store.setTerms(CameraTerms(perSecond: 1_000_000), of: id)
      return (id, key)
    }
  }

  /// This very program, serving the folder.
  var server: ServerProgram {
    ServerProgram(
      program: Bundle.main.executableURL ?? URL(fileURLWithPath: "/proc/self/exe"), arguments: ["serve", "--config", folder.configurationFile.path],
      cameraPort: configuration.cameras.port, words: folder.url.appending(path: "serve.log"))
  }

  private static func configurationText(_ ports: [Int], _ keyholders: BenchKeyholders) -> String {
    let pinned = keyholders.pinned.map { "    - name: \($0.name)\n      identity: \($0.identity.base64EncodedString())" }
    return """
      # A benchmark: everything in it is made up.
      data: data
      key: keys/server.key
      address: http://127.0.0.1:\(ports[0])
      listen:
        office: 127.0.0.1:\(ports[0])
        cameras: 127.0.0.1:\(ports[1])
        public: 127.0.0.1:\(ports[2])
      sign_in:
        links: enter
      sealing:
        installation: \(keyholders.installation)
        threshold: \(keyholders.holders.threshold)
        keyholders:
      \(pinned.joined(separator: "\n"))
      retention:
        passes: 12months
      log:
        level: warning

      """
  }
}
