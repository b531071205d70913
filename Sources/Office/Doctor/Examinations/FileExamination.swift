import Foundation
import Glibc

/// Who may read keys and data, and copies of them that lie beside.
struct FileExamination: Examination {
  static let name = "files"
  /// A folder with more files than that is none that people keep copies in.
  private static let mostNames = 1000
  /// How much of a file is read to see whether it is a secret.
  private static let mostBytes = 4096
  private static let secretWords = ["gantry-server-key-1:", "gantry-log-key-1:", "PRIVATE KEY-----"]
  private static let copyEndings = ["bak", "old", "orig", "copy", "tar", "gz", "tgz", "xz", "zst", "zip", "7z", "sqlite", "sqlite-wal", "dump"]

  let configuration: Configuration

  struct Facts: Sendable {
    /// Files with keys, those that the configuration names and copies of such beside them.
    var secrets: [FileRights] = []
    /// Folders in which keys lie.
    var keyFolders: [FileRights] = []
    /// `nil` where there is none.
    var data: FileRights?
    /// What looks like a copy of the data folder beside it.
    var copies: [FileRights] = []
    /// Key files that lie in the data folder, whatever way leads there.
    var inData: [String] = []
    /// Who this is: owner of what belongs to the server.
    var user: UInt32 = 0
  }

  func facts() throws -> Facts {
    let keys = configuration.secrets.map(\.file)
    let folders = Set(keys.map { $0.deletingLastPathComponent().path }).sorted()
    let named = keys.compactMap { FileRights(at: $0.path) }
    let beside = folders.flatMap { Self.names(in: $0) }.filter { path in !keys.contains { $0.path == path } && Self.holdsSecret(path) }
    let data = FileRights(at: configuration.data.path)
    return Facts(
      secrets: named + beside.compactMap { FileRights(at: $0) }, keyFolders: folders.compactMap { FileRights(at: $0) }, data: data,
      copies: Self.copies(beside: configuration.data), inData: keys.map(\.path).filter { Self.lies($0, in: configuration.data.path) },
      user: data?.owner ?? geteuid())
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings = facts.secrets.filter(\.isOpenToOthers).map { file in
      fails(
        "\(file.path) holds a key and can be read by others (mode \(file.modeText)).",
        "`chmod 600` it, then change the key (`gantry keys rotate` for the server's): somebody may have a copy.")
    }
    findings += facts.secrets.filter { $0.owner != facts.user && $0.owner != 0 }.map { file in
      fails("\(file.path) holds a key and belongs to another user (\(file.owner)).", "`chown` it to the user that the server runs as.")
    }
    findings += facts.keyFolders.filter { $0.mode & 0o022 != 0 }.map { folder in
      fails("Others can put keys of their own into \(folder.path) (mode \(folder.modeText)).", "`chmod 700` it.")
    }
    if let data = facts.data, data.isOpenToOthers {
      findings.append(fails("The data folder \(data.path) is open to others (mode \(data.modeText)).", "`chmod 700` it. The server does so when it starts."))
    }
    findings += facts.copies.filter { $0.mode & 0o044 != 0 }.map { copy in
      fails("\(copy.path) looks like a copy of the data and can be read by others (mode \(copy.modeText)).", "`chmod go=` it, or move it away.")
    }
    findings += facts.inData.map { key in
      fails("The key \(key) lies in the data folder: whoever copies the data has the key too.", "Move it out, and say where in the configuration.")
    }
    return findings.isEmpty ? [holds("Keys, data and copies of them are closed to others.")] : findings
  }

  private static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().prefix(mostNames).map { "\(folder)/\($0)" }
  }

  private static func holdsSecret(_ path: String) -> Bool {
    guard let file = FileRights(at: path), !file.isFolder, let handle = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? handle.close() }
    let text = String(decoding: (try? handle.read(upToCount: mostBytes)) ?? Data(), as: UTF8.self)
    return secretWords.contains { text.contains($0) }
  }

  private static func copies(beside data: URL) -> [FileRights] {
    let own = data.lastPathComponent
    return names(in: data.deletingLastPathComponent().path).filter { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      guard name != own else { return false }
      return name.hasPrefix("\(own).") || name.hasPrefix("\(own)-") || name.hasPrefix("\(own)_") || name.hasPrefix("gantry.sqlite")
        || copyEndings.contains { name.hasSuffix(".\($0)") } || name.hasSuffix("~")
    }.compactMap { FileRights(at: $0) }
  }

  private static func lies(_ file: String, in folder: String) -> Bool {
    let (file, folder) = (URL(fileURLWithPath: file).resolvingSymlinksInPath().path, URL(fileURLWithPath: folder).resolvingSymlinksInPath().path)
    return file.hasPrefix(folder + "/")
  }
}
