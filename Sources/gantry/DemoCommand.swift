import Access
import ArgumentParser
import Enforcement
import Foundation
import Logging
import Office
import RoadSimulator
import Storage
import Traffic
import TransparencyLog

/// A server and a virtual country in one process: everything works, nothing is real.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Run a server with a virtual country that drives through it, and print a link to sign in.",
    discussion: "Stops on Ctrl-C. The folder keeps what happened; delete it to begin anew.")

  @Option(help: "Where the demo's server lives.")
  var folder = "demo"
  @Option(
    help: "Port of the pages; cameras are heard on the next, everybody is served on the one after, keyholders are ten further on, witnesses twenty.")
  var port = 8080

  @Option(help: "What the printed links are good for: making a passkey (enrol), or signing in by themselves (enter), for machines without an authenticator.")
  var links = LinkUse.enrol

  private static let origin = "gantry.demo/audit"

  func run() async throws {
    guard (1...65_000).contains(port) else { throw ValidationError("A port is 1 to 65000 here.") }
    let server = ServerFolder(url: URL(fileURLWithPath: folder))
    let keyholders = DemoKeyholders(folder: server.url.appending(path: "keyholders"), firstPort: port + 10)
    let logKeys = try LogKeyFile(server.logKeyFile).keys(origin: Self.origin, in: server.logFolder, at: Date())
    let witnesses = DemoWitnesses(server: server.url, firstPort: port + 20, publicPort: port + 2)
    let logPolicy = try logKeys.map { "log \($0.text)\n" }.joined() + witnesses.prepare(logKeys: logKeys)
    let (identities, dayKeys) = try await keyholders.prepare(logPolicy: logPolicy, now: Date())
    try server.create(configuration: configurationText(keyholders.configuration(identities), witnesses.configuration))
    let configuration = try Configuration(file: server.configurationFile)
    let logger = configuration.log.bootstrap()

    let store = try Store(folder: configuration.data, keys: try ServerKeys.load(file: configuration.key))
    let country = Country.standard
    let keys = try enrol(country, in: store)
    try store.keep(dayKeys)
    let history = DemoHistory(country: country, store: store, configuration: configuration)
    if history.isMissing { say("Four weeks of traffic are being sealed; this takes a minute, at the first start only.") }
    try await history.fill(before: Date())
    let processes = try keyholders.start() + witnesses.start()
    defer { for process in processes { process.terminate() } }
    try await run(configuration, logger: logger, store: store, country: country, keys: keys, keyholders: keyholders)
  }

  private func run(
    _ configuration: Configuration, logger: Logger, store: Store, country: Country, keys: [CameraID: String], keyholders: DemoKeyholders
  ) async throws {
    let signIn = SignInAddress(configuration: configuration, store: store)
    let invitation = try await invitation(by: signIn, store: store, country: country, keyholders: keyholders)
    let office = try Office(configuration: configuration, logger: logger, officeStarted: { _ in say(invitation) })
    let listener = URL(string: "http://127.0.0.1:\(configuration.cameras.port)")
    guard let listener else { throw CommandFailure("port \(port) makes no address") }
    let simulator = RoadSimulator(country: country, keys: keys, cameraListener: listener, pace: .demo)
    let colleagues = DemoColleagues(configuration: configuration, store: store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await office.run() }
      group.addTask { try await simulator.run() }
      group.addTask { try await colleagues.run() }
      // The office ends on Ctrl-C; the country ends with it.
      try await group.next()
      group.cancelAll()
    }
  }

  /// By name: passkeys are made for names.
  private var address: String { "http://localhost:\(port)" }

  private func configurationText(_ keyholders: String, _ witnesses: String) -> String {
    """
    # A demo: everything in it comes from the road simulator.
    data: data
    key: keys/server.key
    address: \(address)
    sign_in:
      links: \(links.rawValue)
    listen:
      office: 127.0.0.1:\(port)
      cameras: 127.0.0.1:\(port + 1)
      public: 127.0.0.1:\(port + 2)
    sealing:
      installation: \(DemoKeyholders.installation)
      threshold: \(DemoKeyholders.threshold)
      keyholders:
    \(keyholders)
    transparency:
      origin: \(Self.origin)
      figures: 1min
    \(witnesses)
    log:
      level: warning

    """
  }

  /// Puts the country's sites, cameras, registry and hotlist into the store. Keys are made anew at each start.
  private func enrol(_ country: Country, in store: Store) throws -> [CameraID: String] {
    for site in country.sites { try store.save(site) }
    var keys: [CameraID: String] = [:]
    for camera in country.cameras {
      let key = Token().text
      try store.save(camera, key: key)
      keys[camera.id] = key
    }
    try store.importRegistry(try RegistryFile.parse(country.registryCSV(now: Date())))
    for (list, entries) in Dictionary(grouping: try HotlistFile.parse(country.hotlistCSV(now: Date())), by: \.list) {
      try store.replaceHotlist(list, with: entries)
    }
    return keys
  }

  /// Who works in the demo: two for the two reviews, one who looks for vehicles, and an administrator, who sees no case.
  private static let people: [(name: String, roles: Set<Role>, task: String)] = [
    ("Nodira Karimova", [.officer, .supervisor, .dispatcher, .auditor], "reviews cases, watches hits, gives the second word for warrants"),
    ("Bobur Aliev", [.officer], "gives the second opinion"),
    ("Malika Yusupova", [.investigator], "asks for warrants"),
    ("Dilshod Rahimov", [.administrator], "people and cameras; sees no case"),
  ]

  private static func welcome(_ links: LinkUse) -> String {
    switch links {
    case .enrol:
      """
      Open a link, and make that person's passkey with this computer's lock, a phone or a security key;
        it signs in from then on. An administrator's must be one that stays on its device. Without an authenticator at hand: --links enter
      """
    case .enter: "Open a link; it signs you in once:"
    }
  }

  private func invitation(by signIn: SignInAddress, store: Store, country: Country, keyholders: DemoKeyholders) async throws -> String {
    var lines: [String] = []
    for (name, roles, task) in Self.people {
      guard let person = try await store.demoPerson(name, roles: roles) else { continue }
      lines.append("  \(name) (\(task)):\n    \(try await signIn.link(for: person))")
    }
    let holders = try keyholders.all.map { "  \($0.address)  \($0.title), passphrase \(try keyholders.passphrase(of: $0))" }
    return """

      Gantry is at work at \(address). \(Self.welcome(links))

      \(lines.joined(separator: "\n"))

      For everybody: http://127.0.0.1:\(port + 2)  the public page, the log, and notices with their access code.

      A way to find: Malika asks for a warrant for \(country.commuter.plate) (\(country.commuter.region)), who drives to work every day; Nodira gives the second
      word; two of the three keyholders trust their keys and grant it; Malika opens it.

      \(holders.joined(separator: "\n"))

      A new link: \(CommandLine.arguments[0]) person link "Nodira Karimova" --config \(folder)/gantry.yaml
      Two virtual officers work the queue too, and leave the newest cases to you. Stop with Ctrl-C.

      """
  }
}

/// Tells the person at the terminal.
private func say(_ words: String) { FileHandle.standardOutput.write(Data("\(words)\n".utf8)) }
