import Crypto
import Foundation
import Testing

@testable import Storage

@Suite("The server's keys")
final class ServerKeysTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-keys-\(UUID().uuidString)", directoryHint: .isDirectory)
  private var file: URL { folder.appending(path: "server.key") }
  private static let opening = "gantry-server-key-1:"
  private static let base64 = Data(repeating: 7, count: 32).base64EncodedString()

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test("A key file is the owner's alone, is never replaced by a new one, and gives the same keys again")
  func createAndLoad() throws {
    let created = try ServerKeys.create(file: file).ring.current
    #expect(try mode(of: file) == 0o600)
    let loaded = try ServerKeys.load(file: file).ring.current
    #expect(created.id == 1 && loaded.id == 1)
    #expect(created.row == loaded.row && created.wrapping(.object) == loaded.wrapping(.object))
    #expect(Set([created.row, created.wrapping(.object), created.wrapping(.case)].map { $0.withUnsafeBytes { Data($0) } }).count == 3)
    #expect(created.index(.casePlate, "01A123BC") == loaded.index(.casePlate, "01A123BC"))
    #expect(created.index(.casePlate, "01A123BC") != created.index(.registryPlate, "01A123BC"))
    #expect(throws: StorageFault.self) { try ServerKeys.create(file: file) }
    #expect(try ServerKeys.load(file: file).ring.current.row == created.row)
  }

  @Test("A key file of the time when there was one key is key 1")
  func oldForm() throws {
    try write("\(Self.opening)\(Self.base64)\n")
    let old = try ServerKeys.load(file: file).ring
    #expect(old.keys.map(\.id) == [1])
    #expect(old.current.row == ServerKey(id: 1, master: SymmetricKey(data: Data(repeating: 7, count: 32))).row)
  }

  @Test("The last line is the key to write under; a file keeps its mode when its lines are replaced, and nothing stays beside it")
  func replacing() throws {
    let keys = try ServerKeys.create(file: file)
    let first = try #require(try keys.file.read().first)
    let second = KeyFile.Entry(id: 2, master: SymmetricKey(size: .bits256))
    try keys.file.replace(by: [first, second], erasing: false)
    #expect(try ServerKeys.load(file: file).ring.keys.map(\.id) == [2, 1])
    try keys.file.replace(by: [second], erasing: true)
    #expect(try ServerKeys.load(file: file).ring.keys.map(\.id) == [2])
    #expect(try mode(of: file) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["server.key"])
  }

  @Test("What an old key file was written on is overwritten, and only once the new one stands")
  func erasing() throws {
    let keys = try ServerKeys.create(file: file)
    let old = try Data(contentsOf: file)
    let sameBytes = folder.appending(path: "the same file under another name")
    try FileManager.default.linkItem(at: file, to: sameBytes)
    let next = KeyFile.Entry(id: 2, master: SymmetricKey(size: .bits256))
    let failing = KeyFile(url: file, disk: FullDisk(room: 20))
    #expect(throws: StorageFault.self) { try failing.replace(by: [next], erasing: true) }
    #expect(try Data(contentsOf: file) == old && Data(contentsOf: sameBytes) == old)
    try keys.file.replace(by: [next], erasing: true)
    #expect(try Data(contentsOf: sameBytes) == Data(count: old.count))
    #expect(try ServerKeys.load(file: file).ring.keys.map(\.id) == [2])
  }

  @Test("A disk that fails in the middle leaves the key file as it was", arguments: [true, false])
  func failingDisk(failsToName: Bool) throws {
    let keys = try ServerKeys.create(file: file)
    let old = try Data(contentsOf: file)
    let failing = KeyFile(url: file, disk: FullDisk(room: failsToName ? .max : 60, failsToName: failsToName))
    let next = KeyFile.Entry(id: 2, master: SymmetricKey(size: .bits256))
    #expect(throws: StorageFault.self) { try failing.replace(by: try keys.file.read() + [next], erasing: false) }
    #expect(try Data(contentsOf: file) == old)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["server.key"])
  }

  @Test("A key file that others can read is refused", arguments: [0o640, 0o604, 0o620, 0o644])
  func readableByOthers(mode: Int) throws {
    _ = try ServerKeys.create(file: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    expectKeyFault { try ServerKeys.load(file: file) }
  }

  @Test(
    "A missing, empty, short, foreign or muddled file is refused",
    arguments: [
      nil, "", "\n", opening, "\(opening)AAAA", "hello\n", "\(opening)0 \(base64)", "\(opening)x \(base64)", "\(opening)1 2 \(base64)",
      "\(opening)2 \(base64)\n\(opening)1 \(base64)\n", "\(opening)\(base64)\n\(opening)1 \(base64)\n", "\(opening)1 \(base64)\nhello\n",
      "\(opening)4294967296 \(base64)", "\(opening)1 \(base64.dropLast(4))",
    ])
  func malformed(text: String?) throws {
    if let text { try write(text) }
    expectKeyFault { try ServerKeys.load(file: file) }
  }

  @Test("Data of another key is refused at the door, and so is data whose key the file has lost")
  func otherKey() async throws {
    let desk = try Desk()
    let other = try ServerKeys.create(file: file)
    expectKeyFault { try Store(folder: desk.folder, keys: other) }
    let before = try #require(try desk.keys.file.read().first)
    try await desk.store.rotateKeys()
    try desk.keys.file.replace(by: [before], erasing: false)
    expectKeyFault { try Store(folder: desk.folder, keys: ServerKeys.load(file: desk.keys.file.url)) }
  }

  private func write(_ text: String) throws { try LocalDisk().write(Data(text.utf8), to: file) }

  private func mode(of file: URL) throws -> Int? { try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int }

  private func expectKeyFault(_ body: () throws -> some Any) {
    do {
      _ = try body()
      Issue.record("was accepted")
    } catch {
      if case .keys = error as? StorageFault { return }
      Issue.record("\(error)")
    }
  }
}
