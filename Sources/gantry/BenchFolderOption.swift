import ArgumentParser
import Foundation

/// Where a bench works, and whether what it made stays.
struct BenchFolderOption: ParsableArguments {
  @Option(help: "Where the bench works; removed in the end without --keep. Decides the disk that is measured. Default: among temporary files.")
  var folder: String?

  @Flag(help: "Leave the folder, with everything that was made in it, where it is.")
  var keep = false

  func validate() throws {
    if keep, folder == nil { throw ValidationError("--keep needs --folder: say where it should stay.") }
  }

  /// The folder; not made yet, and another one at each call where none was named.
  func url() -> URL {
    folder.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? FileManager.default.temporaryDirectory.appending(path: "gantry-bench-\(UUID().uuidString)", directoryHint: .isDirectory)
  }
}
