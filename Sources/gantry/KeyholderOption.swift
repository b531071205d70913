import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice
import Traffic

/// What every command works with that opens a keyholder's folder.
struct KeyholderOption: ParsableArguments {
  @Option(help: ArgumentHelp("The keyholder's folder.", valueName: "folder"))
  var folder = "keyholder"
  @Option(name: .customLong("key-folder"), help: ArgumentHelp("Where the key of the day keys' file lies, if not there.", valueName: "folder"))
  var keyFolder: String?
  @OptionGroup var passphrase: KeyholderPassphrase

  var url: URL { URL(fileURLWithPath: folder) }
  var keyURL: URL? { keyFolder.map { URL(fileURLWithPath: $0) } }

  func open() async throws -> OpenKeyholder {
    do {
      return try await OpenKeyholder(folder: url, keyFolder: keyURL, passphrase: passphrase.read(), now: Date())
    } catch KeyholdingFault.inUse {
      throw CommandFailure("the keyholder of \(folder) is running. Use its pages, or end it first.")
    }
  }
}

/// Who decides, as the counter-log names them.
struct KeyholderJudge: ParsableArguments {
  @Option(name: .customLong("by"), help: ArgumentHelp("Who decides, for the record, such as judge-karimova.", valueName: "name"))
  var name: String

  func person() throws -> PersonName {
    guard let person = PersonName(rawValue: name) else { throw ValidationError("A name for the record is letters, digits, dots and dashes.") }
    return person
  }
}
