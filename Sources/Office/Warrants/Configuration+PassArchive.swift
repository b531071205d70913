public import Foundation

extension Configuration {
  /// Where sealed passes rest.
  public var passArchive: URL { data.appending(path: "passes", directoryHint: .isDirectory) }
}
