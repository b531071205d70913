import DurableFiles
import Foundation
import Glibc

/// Where a witness keeps what it found changed in a log: a file for each reading that found something, a line a finding.
struct FindingsFolder: Sendable {
  let folder: URL

  /// Keeps findings; durable on return. The same as were found last are kept once.
  /// - Throws: ``WitnessingFault/disk(_:)``.
  func keep(_ findings: [String], at now: Date) throws(WitnessingFault) {
    guard !findings.isEmpty else { return }
    let text = findings.map { "\($0)\n" }.joined()
    if let last = files().last, let known = try? String(contentsOf: last, encoding: .utf8), known == text { return }
    let file = folder.appending(path: now.ISO8601Format())
    let draft = folder.appending(path: ".draft")
    do {
      try OpenFile.makeFolder(folder)
      try OpenFile(draft, O_WRONLY | O_CREAT | O_TRUNC, for: "keeping a finding").write(Data(text.utf8))
      try OpenFile.move(draft, to: file, for: "keeping a finding")
      try OpenFile.synchronise(folder: folder)
    } catch {
      throw .disk("\(error.operation): \(String(cString: strerror(error.code)))")
    }
  }

  /// The files, the oldest first.
  func files() -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appending(path: $0) }
  }
}
