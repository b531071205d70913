import Access
import ArgumentParser
import Crypto
import Foundation
import Keyholding
import Office
import Sealing
import Storage
import Traffic

/// `gantry warrant request`.
struct WarrantRequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Ask for a warrant and print its ID.",
    discussion: """
      The arguments of a command can be read by everyone on the machine and stay in the shell's history. Where that matters, write the plates into a \
      file, one to a line, and give it with --plates-file (- for standard input).
      """)

  @Option(name: .customLong("as"), help: ArgumentHelp("Who asks.", valueName: "person"))
  var name: String
  @Option(name: .customLong("key"), help: ArgumentHelp("Their key file. It is needed again to open what was found.", valueName: "file"))
  var path: String
  @Option(name: .customLong("plate"), help: "A plate; repeat for more, up to 20.")
  var plates: [String] = []
  @Option(help: ArgumentHelp("A file with one plate to a line; - for standard input.", valueName: "file"))
  var platesFile: String?
  @Option(help: "Country of the plates: UZ, KZ, US-CA, … Passes whose country was not read are found, too.")
  var region = ""
  @Option(name: .customLong("camera"), help: "A camera; repeat for more.")
  var cameras: [CameraID] = []
  @Flag(help: "All cameras that are enrolled now.")
  var allCameras = false
  @Option(help: "The first hour, such as 2026-11-01T00:00Z.")
  var from: String
  @Option(help: "Where it ends, on a full hour that no longer belongs to it.")
  var to: String
  @Option(help: "One of \(WarrantTerms.purposes.joined(separator: ", ")).")
  var purpose: String
  @Option(help: "The number of the case it is for.")
  var caseNumber: String
  @Option(help: "After how many days it is made public at the latest.")
  var unsealDays = WarrantTerms.unsealDays
  @OptionGroup var warrants: WarrantOption

  func validate() throws {
    guard !plates.isEmpty || platesFile != nil else { throw ValidationError("Name at least one --plate, or a --plates-file.") }
    guard allCameras != !cameras.isEmpty else { throw ValidationError("Name cameras with --camera, or take --all-cameras.") }
    guard (1...WarrantTerms.unsealDays).contains(unsealDays) else {
      throw ValidationError("--unseal-days lies between 1 and \(WarrantTerms.unsealDays).")
    }
  }

  func run() async throws {
    let (configuration, store) = try warrants.open()
    let person = try await warrants.person(named: name, in: store)
    let file = try WarrantKeyFile(reading: path)
    let nonce = Self.random(16)
    let warrant = try Warrant(
      plates: try readings(), cameras: try named(in: store), from: try Self.instant(from), to: try Self.instant(to), purpose: purpose,
      caseNumber: caseNumber, requester: person.approvalName.rawValue, recipient: try file.recipient(nonce: nonce).publicKey,
      unsealBy: Date() + Double(unsealDays) * 86_400, nonce: nonce)
    let signature = WarrantSignature(
      person: person.approvalName.rawValue, key: file.publicKey, signature: try file.signature(of: warrant.challenge))
    let petition = WarrantPetition(warrant: warrant.bytes, opening: Self.random(32), approval: signature)
    let trail = ConsoleTrail(.combination, of: .warrant, detail: "as \(person.name)", configuration: configuration, store: store)
    trail.note { $0.describe(warrant) }
    print(try trail.record { try warrants.clerk(configuration, store).take(petition, of: person).id.uuidString.lowercased() })
  }

  private func readings() throws -> [RegionalPlate] {
    var written = plates
    if let platesFile { written += try Self.lines(of: platesFile) }
    return try written.map { text in
      guard let plate = Plate(reading: text) else { throw CommandFailure("one of the plates has no letter or digit that could be read") }
      return try RegionalPlate(region: region.uppercased(), plate: plate)
    }
  }

  private static func lines(of path: String) throws -> [String] {
    let bytes: Data
    do {
      bytes = path == "-" ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure("\(path) cannot be read: \(error.localizedDescription)")
    }
    return String(decoding: bytes.prefix(1 << 16), as: UTF8.self).split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  private func named(in store: Store) throws -> [CameraID] {
    let enrolled = try store.cameras().map(\.id)
    if allCameras { return enrolled }
    for camera in cameras where !enrolled.contains(camera) {
      throw CommandFailure("there is no camera \(camera); `gantry camera list` shows those there are")
    }
    return cameras
  }

  private static func instant(_ text: String) throws -> Date {
    // Seconds may be left out: warrants go by full hours.
    for candidate in [text, text.replacing("Z", with: ":00Z")] {
      if let instant = try? Date.ISO8601FormatStyle().parse(candidate) { return instant }
    }
    throw CommandFailure("\(text) is not a time such as 2026-11-21T14:00Z")
  }

  private static func random(_ count: Int) -> Data { SymmetricKey(size: .init(bitCount: count * 8)).withUnsafeBytes { Data($0) } }
}
