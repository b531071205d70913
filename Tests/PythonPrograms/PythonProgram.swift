package import Foundation

/// What another make of the same thing, written in Python, says. The interpreter is `GANTRY_PYTHON`, else `python3`.
package enum PythonProgram {
  package struct Failed: Error {}

  private static let interpreter = ProcessInfo.processInfo.environment["GANTRY_PYTHON"] ?? "python3"

  /// Whether there is an interpreter that has the name to import, such as `MLKEM768X25519PrivateKey from cryptography.hazmat.primitives.hpke`.
  package static func has(_ name: String, from module: String) -> Bool {
    (try? run(["-c", "from \(module) import \(name)"], input: Data())) != nil
  }

  /// Runs a program to its end.
  /// - Parameters:
  ///   - arguments: the script and what follows it.
  ///   - input: given to it whole before its answer is read; both have to be small.
  /// - Returns: its standard output.
  /// - Throws: ``Failed`` where it ends with anything but 0.
  package static func run(_ arguments: [String], input: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, FileHandle.nullDevice)
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let answer = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
    return answer
  }
}
