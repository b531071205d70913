import ArgumentParser
import Enforcement
import Foundation
import Storage
import Traffic

/// The lists of plates that a patrol wants to know of.
struct HotlistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hotlist", abstract: "Import hotlists.", subcommands: [Import.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Replace the lists named in a CSV file by what stands in it.",
      discussion: "Header: plate,list,reason,source,expires. Each entry needs a reason, a source and an end. Nothing is imported from a file with a fault.")

    @Argument(help: "The CSV file, UTF-8.", completion: .file(extensions: ["csv"]))
    var file: String
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      let entries = try HotlistFile.parse(try String(contentsOfFile: file, encoding: .utf8))
      for (list, entries) in Dictionary(grouping: entries, by: \.list).sorted(by: { $0.key < $1.key }) {
        let (trail, store) = try config.trail(.alteration, of: .hotlist, list, detail: "\(entries.count) entries")
        try trail.record { try store.replaceHotlist(list, with: entries) }
        print("\(list): \(entries.count) entries")
      }
    }
  }
}
