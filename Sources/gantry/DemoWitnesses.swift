import Foundation
import TransparencyLog
import Witnessing

/// The demo's two witnesses, which both have to sign each state of the log: each a process of its own with its own folder.
struct DemoWitnesses {
  struct Witness {
    /// In the policies.
    var name: String
    var port: Int
    var folder: WitnessFolder
    var address: String { "http://127.0.0.1:\(port)" }
  }

  let all: [Witness]
  /// What the server's configuration names.
  private let policyFile: URL
  /// Where the log is served that they read.
  private let served: String

  /// - Parameters:
  ///   - server: the demo's folder.
  ///   - firstPort: of the first; the other follows.
  ///   - publicPort: where the server shows its log.
  init(server: URL, firstPort: Int, publicPort: Int) {
    served = "http://127.0.0.1:\(publicPort)"
    all = ["first", "second"].enumerated().map { number, name in
      Witness(name: name, port: firstPort + number, folder: WitnessFolder(server.appending(path: "witnesses/\(name)", directoryHint: .isDirectory)))
    }
    policyFile = server.appending(path: "witnesses/policy.txt")
  }

  /// The witnesses' policy in gantry.yaml.
  var configuration: String { "  witnesses: witnesses/\(policyFile.lastPathComponent)" }

  /// Makes the witnesses that are not there yet, and has all of them watch the log.
  /// - Parameter logKeys: verifier keys of the server's log.
  /// - Returns: the lines of a policy that asks for both of them, as keyholders need them. The server's file has the same ones.
  func prepare(logKeys: [NoteKey]) throws -> String {
    let witnesses = try all.map { witness in "witness \(witness.name) \(try key(of: witness, logKeys).text) \(witness.address)\n" }
    let names = all.map(\.name).joined(separator: " ")
    let lines = "\(witnesses.joined())group both all \(names)\nquorum both\n"
    try Data(lines.utf8).write(to: policyFile, options: .atomic)
    return lines
  }

  /// Starts them. They end when this process does, however it ends.
  func start() throws -> [Process] {
    try all.map { witness in
      try .gantry([
        "witness", "serve", "--folder", witness.folder.folder.path, "--port", "\(witness.port)", "--reads", served, "--until-stdin-closes",
      ])
    }
  }

  private func key(of witness: Witness, _ logKeys: [NoteKey]) throws -> NoteKey {
    guard FileManager.default.fileExists(atPath: witness.folder.folder.appending(path: "witness.key").path) else {
      return try witness.folder.create(name: "witness.demo/\(witness.name)", logs: logKeys)
    }
    _ = try witness.folder.add(logKeys)
    return try witness.folder.signer().key
  }
}
