import Foundation
import Testing

@testable import Storage

@Suite("Objects")
struct ObjectTests {
  let desk: Desk
  /// Two full segments and a bit.
  let clip = Desk.bytes(2 * ObjectCipher.segmentLength + 1000)

  init() throws { desk = try Desk() }

  @Test(
    "Any part of an object is what was stored there",
    arguments: [0..<1, 0..<0, 5..<5, 262_143..<262_145, 262_144..<524_288, 100..<525_000, 524_288..<525_288, 0..<525_288])
  func parts(range: Range<Int>) async throws {
    let object = try await stored(clip)
    #expect(try desk.store.object(object, range: range) == clip[range])
  }

  @Test("A part that the object does not have is refused", arguments: [0..<525_289, 525_289..<525_290, -1..<4])
  func absentParts(range: Range<Int>) async throws {
    let object = try await stored(clip)
    #expect(throws: StorageFault.notFound("This part of the object")) { try desk.store.object(object, range: range) }
  }

  @Test("A changed byte, a missing end and an added end are noticed", arguments: ["flip", "cut", "add", "first"])
  func tampering(how: String) async throws {
    let object = try await stored(clip)
    let file = try #require(desk.objectFiles.first)
    var bytes = try Data(contentsOf: file)
    switch how {
    case "flip": bytes[300_000] ^= 1
    case "cut": bytes.removeLast(20)
    case "first": bytes[0] = 9
    default: bytes.insert(0, at: 10)
    }
    try bytes.write(to: file)
    #expect(throws: StorageFault.damaged("Object \(object.uuidString.lowercased())")) { try desk.store.object(object) }
  }

  @Test("Two objects that were swapped on the disk are noticed")
  func swapped() async throws {
    let objects = [try await stored(clip), try await stored(clip)]
    let files = desk.objectFiles
    let bytes = try files.map { try Data(contentsOf: $0) }
    try bytes[0].write(to: files[1])
    try bytes[1].write(to: files[0])
    for object in objects { #expect(throws: StorageFault.self) { try desk.store.object(object) } }
  }

  @Test("A destroyed object is gone, file and key")
  func destroyed() async throws {
    let object = try await stored(clip)
    try desk.store.destroyObject(object)
    #expect(throws: StorageFault.notFound("This object")) { try desk.store.object(object) }
    #expect(desk.objectFiles.isEmpty)
    try desk.store.destroyObject(object)
  }

  @Test("The hash that is handed out is that of the original")
  func hash() throws {
    let reference = try desk.store.putObject(Data("abc".utf8))
    #expect(reference.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(reference.byteCount == 3)
  }

  /// Stores bytes as the body of a capture, and names it by a case so that it stays.
  private func stored(_ bytes: Data) async throws -> UUID {
    let entry = try await desk.arrive(Desk.entry(body: bytes))
    return entry.object
  }
}
