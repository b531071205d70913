import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice
import Traffic

/// Whose approvals count.
struct KeyholderTrustCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "List the keys that were proposed, or trust one of them.",
    discussion: "A key is trusted by typing the fingerprint that its person read to you from their own screen: the server that passed it on may lie.")

  @Argument(help: "The person whose key is trusted, such as nodira-karimova.")
  var person: String?
  @Option(help: "The fingerprint as the person read it.")
  var fingerprint: String?
  @Option(help: ArgumentHelp("A key that was carried here in a file, to be listed or trusted with the others.", valueName: "file"))
  var proposal: String?
  @OptionGroup var option: KeyholderOption

  func validate() throws {
    guard (person == nil) == (fingerprint == nil) else { throw ValidationError("Trusting a key takes the person and --fingerprint.") }
  }

  func run() async throws {
    let open = try await option.open()
    if let proposal { try await open.keyholder.propose(Self.key(in: proposal)) }
    let proposals = await open.keyholder.proposals
    guard let person, let fingerprint else {
      for key in proposals { print("\(key.person)\t\(key.name)\t\(key.fingerprint)\t\(key.proposedAt.ISO8601Format())") }
      return
    }
    guard let key = proposals.first(where: { $0.person.rawValue == person && Self.digits($0.fingerprint) == Self.digits(fingerprint) }) else {
      throw CommandFailure("no key of that person with that fingerprint was proposed; `gantry keyholder trust` lists those that were")
    }
    try await open.policy.trust(key, for: open.keyholder, now: Date())
    print("trusted: \(key.name), \(key.fingerprint)")
  }

  private static func key(in file: String) throws -> ProposedKey {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    guard let carried = try? JSONDecoder().decode(CarriedKey.self, from: bytes), let person = PersonName(rawValue: carried.person) else {
      throw CommandFailure("\(file) is not an approval key that a server wrote")
    }
    return try ProposedKey(person: person, name: carried.name, key: carried.key, proposedAt: Date())
  }

  /// What the server writes for a keyholder without a network.
  private struct CarriedKey: Decodable {
    var person: String
    var name: String
    var key: Data
  }

  /// A fingerprint however it was spaced.
  private static func digits(_ text: String) -> String { text.uppercased().filter { !$0.isWhitespace } }
}
