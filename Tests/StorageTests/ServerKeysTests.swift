import Crypto
import Foundation
import Sealing
import Testing
import Traffic

@testable import Storage

@Suite("The server's key")
final class ServerKeysTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "gantry-keys-\(UUID().uuidString)", directoryHint: .isDirectory)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test("A key file is the owner's alone, is never replaced, and gives the same keys again")
  func createAndLoad() throws {
    let file = folder.appending(path: "server.key")
    let created = try ServerKeys.create(file: file)
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    let loaded = try ServerKeys.load(file: file)
    #expect(created.wrap == loaded.wrap && created.row == loaded.row && created.wrap != created.row)
    #expect(created.index(.casePlate, "01A123BC") == loaded.index(.casePlate, "01A123BC"))
    #expect(created.index(.casePlate, "01A123BC") != created.index(.registryPlate, "01A123BC"))
    #expect(throws: StorageFault.self) { try ServerKeys.create(file: file) }
    #expect(try ServerKeys.load(file: file).row == created.row)
  }

  @Test("A key file that others can read is refused", arguments: [0o640, 0o604, 0o620, 0o644])
  func readableByOthers(mode: Int) throws {
    let file = folder.appending(path: "server.key")
    _ = try ServerKeys.create(file: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    expectKeyFault { try ServerKeys.load(file: file) }
  }

  @Test("A missing, empty, short or foreign file is refused", arguments: [nil, "", "gantry-server-key-1:", "gantry-server-key-1:AAAA", "hello\n"])
  func malformed(text: String?) throws {
    let file = folder.appending(path: "server.key")
    if let text { try LocalDisk().write(Data(text.utf8), to: file) }
    expectKeyFault { try ServerKeys.load(file: file) }
  }

  @Test("Data of another key is refused at the door")
  func otherKey() throws {
    let desk = try Desk()
    expectKeyFault { try Store(folder: desk.folder, keys: ServerKeys(master: SymmetricKey(size: .bits256))) }
  }

  @Test("A sealed pass opens as it was, has a padded length, and not under another camera or hour")
  func sealer() throws {
    let sealer = ServerKeySealer(keys: ServerKeys(master: SymmetricKey(size: .bits256)))
    let pass = Desk.pass()
    let sealed = try sealer.seal(pass)
    #expect(try sealer.open(sealed) == pass)
    #expect((sealed.body.count - 29) % 512 == 0, "one suite byte, nonce and tag beside whole blocks")
    #expect(try sealer.seal(pass).body != sealed.body)
    var moved = sealed
    moved.hour += 1
    #expect(throws: StorageFault.damaged("A row of passes")) { try sealer.open(moved) }
    moved = sealed
    moved.camera = CameraID(unchecked: "elsewhere")
    #expect(throws: StorageFault.damaged("A row of passes")) { try sealer.open(moved) }
  }

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
