import CameraProtocols
import Foundation
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Intake of pictures")
struct PictureIntakeTests {
  @Test("a camera that does not read has its picture read, and what the camera claims is not believed")
  func unread() async throws {
    let office = try TestOffice(reader: FixedReader(texts: ["80B777CA"]))
    _ = await post(from: "blind", plate: "01X000XX", to: office)
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(opened.pass.reads.map(\.reader) == [.server])
    #expect(opened.pass.plate?.text == "80B777CA")
    #expect(opened.evidence.items.first?.plateBox != nil)
  }

  @Test("a case of a reading camera gets a second opinion, and disagreement shows")
  func secondOpinion() async throws {
    let office = try TestOffice(reader: FixedReader(texts: ["01A123BO"]))
    _ = await post(from: "reads", plate: "01A123BC", to: office)
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(opened.pass.reads.map(\.reader) == [.camera, .server])
    #expect(opened.pass.readsDisagree)
  }

  @Test("of several plates in the picture the one that the camera read is the vehicle's")
  func rightVehicle() async throws {
    let office = try TestOffice(reader: FixedReader(texts: ["99Z999ZZ", "01A123BC"]))
    _ = await post(from: "reads", plate: "01A123BC", to: office)
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(!opened.pass.readsDisagree)
    #expect(opened.evidence.items.first?.plateBox?.x == 0.5)
  }

  @Test("the evidence is the bytes that came, kept once inside the raw body")
  func original() async throws {
    let office = try TestOffice()
    _ = await post(from: "reads", plate: "01A123BC", to: office)
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    let item = try #require(opened.evidence.items.first)
    #expect(item.range != nil)
    #expect(try office.parts.store.object(item.object, range: item.range) == TestPicture.jpeg)
    #expect(item.pixelWidth == 32)
  }

  @Test("a picture that ends early is answered with a fault and kept for a person")
  func truncated() async throws {
    let office = try TestOffice()
    let answer = await post(from: "reads", plate: "01A123BC", picture: TestPicture.jpeg.dropLast(40), to: office)
    #expect((400..<500).contains(answer))
    #expect(try office.parts.store.unparsedCount() == 1)
  }

  @Test("a picture that is damaged inside makes a case that nobody is asked to decide")
  func damaged() async throws {
    let office = try TestOffice()
    var picture = TestPicture.jpeg
    picture.replaceSubrange(4..<picture.count - 2, with: Data(repeating: 0x11, count: picture.count - 6))
    _ = await post(from: "reads", plate: "01A123BC", picture: picture, to: office)
    try await office.settleAll()
    #expect(try await office.allCases().map(\.state) == [.integrityFailed])
  }

  @Test("pictures of a vehicle that broke no rule are gone once it is judged")
  func innocentPicture() async throws {
    let office = try TestOffice()
    _ = await post(from: "blind", plate: "01A123BC", declared: false, to: office)
    let waiting = try #require(try office.parts.store.pendingInbox().first)
    let entry = try #require(try office.parts.store.inboxEntry(waiting))
    try await office.settleAll()
    #expect(throws: (any Error).self) { try office.parts.store.object(entry.object) }
  }

  private func post(from camera: String, plate: String, picture: Data = TestPicture.jpeg, declared: Bool = true, to office: TestOffice) async -> Int {
    let capture = TestOffice.capture(device: camera, plate: plate, declared ? "\"violation\":\"red-light\"" : "")
    var body = Data("--b\r\nContent-Disposition: form-data; name=\"capture\"\r\nContent-Type: application/json\r\n\r\n\(capture)\r\n".utf8)
    body += Data("--b\r\nContent-Disposition: form-data; name=\"scene1\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n".utf8)
    body += picture + Data("\r\n--b--\r\n".utf8)
    return await office.post(body, from: camera, contentType: "multipart/form-data; boundary=b").status
  }
}
