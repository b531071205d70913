import Foundation

/// The small program in `go/`, built once.
enum GoProgram {
  struct Failed: Error { let text: String }

  struct Question: Codable {
    struct Proof: Codable {
      var index: Int
      var inclusion: [String]
      var from: Int
      var consistency: [String]
    }

    var folder: String
    var log: String
    var witness: String
    /// When the witness signed, in POSIX seconds.
    var time: Int
    var proofs: [Proof]
  }

  struct Answer: Codable, Equatable {
    var size: Int
    var entries: Int
    var signatures: Int
    var proofs: Int
  }

  private static let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "go/main.go")
  private static let packages = "/usr/share/gocode"

  static let isThere: Bool =
    FileManager.default.fileExists(atPath: "\(packages)/src/golang.org/x/mod/sumdb/tlog") && (try? run(["go", "version"], input: Data())) != nil

  private static let program = Result {
    let program = FileManager.default.temporaryDirectory.appending(path: "log-judge-\(UUID().uuidString)")
    _ = try run(["go", "build", "-o", program.path, source.path], input: Data())
    return program
  }

  static func ask(_ question: Question) throws -> Answer {
    try JSONDecoder().decode(Answer.self, from: run([program.get().path], input: JSONEncoder().encode(question)))
  }

  private static func run(_ arguments: [String], input: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["GO111MODULE=off", "GOPATH=\(packages)", "GOFLAGS=-p=1"] + arguments
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let answer = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(text: String(decoding: complaint, as: UTF8.self)) }
    return answer
  }
}
