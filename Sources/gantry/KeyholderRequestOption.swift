import ArgumentParser
import Foundation
import Keyholding
import Traffic

/// Which request a command is about: one that lies with the keyholder, or one in a file.
struct KeyholderRequestOption: ParsableArguments {
  private static let fewestDigits = 8

  @Argument(help: "The request's commitment, or the beginning of it.")
  var commitment: String?
  @Option(name: .customLong("request"), help: ArgumentHelp("A request in a file instead.", valueName: "file"))
  var file: String?

  func validate() throws {
    guard (commitment == nil) != (file == nil) else { throw ValidationError("Name a request by its commitment, or a file with --request.") }
  }

  /// - Returns: the request in the file; `nil` where none is named.
  func request() throws -> WarrantRequest? {
    try file.map { try WarrantRequest(bytes: Data(contentsOf: URL(fileURLWithPath: $0))) }
  }

  /// The commitment of the request that lies with a keyholder.
  func kept(by keyholder: Keyholder) async throws -> Data {
    let wanted = (commitment ?? "").lowercased()
    let found = await keyholder.requests.filter { wanted.count >= Self.fewestDigits && $0.commitment.hex.hasPrefix(wanted) }
    guard let first = found.first, found.count == 1 else {
      throw CommandFailure(
        found.isEmpty
          ? "no request begins so (\(Self.fewestDigits) digits or more); `gantry keyholder requests` lists them" : "more than one request begins so")
    }
    return first.commitment
  }
}
