import Foundation

extension Process {
  /// Starts this program with other arguments, silent. It ends when this process does, however that ends, if it is told to end with its standard
  /// input, which closes then.
  static func gantry(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    process.standardInput = Pipe()
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
