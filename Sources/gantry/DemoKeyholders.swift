import Crypto
import Foundation
import Glibc
import Keyholding
import KeyholderOffice
import Sealing
import Traffic

/// The demo's three keyholders, of which two open a pass together: each a process of its own with its own folder, pages and passphrase.
struct DemoKeyholders {
  static let installation = InstallationID(unchecked: "demo")
  static let threshold = 2
  /// How far back they have keys: those of the weeks before the demo began.
  static let pastDays = 28

  struct Keyholder {
    var name: HolderID
    /// Who decides there.
    var title: String
    var port: Int
    var folder: URL
    var passphraseFile: URL { folder.appendingPathExtension("passphrase") }
    var address: String { "http://127.0.0.1:\(port)" }
  }

  let all: [Keyholder]

  /// - Parameter firstPort: of the first; the others follow.
  init(folder: URL, firstPort: Int) {
    let names = [("supreme-court", "a judge"), ("data-protection", "the data-protection authority"), ("inspectorate", "the inspectorate")]
    all = names.enumerated().map { number, each in
      Keyholder(name: HolderID(unchecked: each.0), title: each.1, port: firstPort + number, folder: folder.appending(path: each.0))
    }
  }

  /// Makes the keyholders that are not there yet.
  /// - Parameter logPolicy: the server's logs, which they are to believe, and the witnesses that must have seen them. Those that are there keep their
  ///   own.
  /// - Returns: their identities, and their keys of all days up to two weeks ahead.
  func prepare(logPolicy: String, now: Date) async throws -> (identities: [HolderID: Data], dayKeys: [DayKey]) {
    var identities: [HolderID: Data] = [:]
    var keys: [DayKey] = []
    for keyholder in all {
      let open = try await opened(keyholder, logPolicy: logPolicy, now: now)
      identities[keyholder.name] = open.identity.rawRepresentation
      let known = await open.days
      // The first start goes back to make the keys of the weeks before, as they would have been made then.
      let starts = known.isEmpty ? [now.addingTimeInterval(-Double(Self.pastDays) * 86_400), now.addingTimeInterval(-13 * 86_400), now] : [now]
      for start in starts {
        let last = UTCDay(containing: start).advanced(byDays: Keyholding.Keyholder.daysAhead)
        keys += try await open.publishDayKeys(until: last, now: start)
      }
    }
    return (identities, keys)
  }

  /// Starts them. They end when this process does, however it ends.
  func start() throws -> [Process] {
    try all.map { keyholder in
      try .gantry([
        "keyholder", "serve", "--folder", keyholder.folder.path, "--port", "\(keyholder.port)", "--passphrase-file", keyholder.passphraseFile.path,
        "--until-stdin-closes",
      ])
    }
  }

  /// Their lines in gantry.yaml.
  func configuration(_ identities: [HolderID: Data]) -> String {
    all.map { keyholder in
      """
          - name: \(keyholder.name)
            identity: \(identities[keyholder.name]?.base64EncodedString() ?? "")
            address: \(keyholder.address)
      """
    }.joined(separator: "\n")
  }

  private func opened(_ keyholder: Keyholder, logPolicy: String, now: Date) async throws -> Keyholding.Keyholder {
    let passphrase = try passphrase(of: keyholder)
    if !FileManager.default.fileExists(atPath: keyholder.folder.appending(path: "identity").path) {
      try KeyholderPremises(
        folder: keyholder.folder, holder: keyholder.name, installation: Self.installation, logPolicy: logPolicy
      ).create(passphrase: passphrase)
    }
    return try await OpenKeyholder(folder: keyholder.folder, passphrase: passphrase, now: now).keyholder
  }

  /// The passphrase, drawn at the first start.
  func passphrase(of keyholder: Keyholder) throws -> String {
    if let known = try? String(contentsOf: keyholder.passphraseFile, encoding: .utf8) { return known.trimmingCharacters(in: .whitespacesAndNewlines) }
    try FileManager.default.createDirectory(
      at: keyholder.folder.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let drawn = (0..<4).map { _ in String((0..<4).map { _ in letters.randomElement() ?? "x" }) }.joined(separator: "-")
    try Data("\(drawn)\n".utf8).write(to: keyholder.passphraseFile, options: .atomic)
    guard chmod(keyholder.passphraseFile.path, 0o600) == 0 else { throw CommandFailure("\(keyholder.passphraseFile.path) cannot be kept private") }
    return drawn
  }
}
