import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: cameras' credentials")
struct PagesCameraTests {
  @Test("an administrator revokes a camera; nobody else does, or sees how")
  func revoke() async throws {
    let office = try PagesOffice()
    let parts = office.parts
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      let officer = try await office.person("Officer", .officer, using: client)
      #expect(try await admin.get("/cameras").text.contains("/cameras/reads/revoke"))
      #expect(try await !officer.get("/cameras").text.contains("revoke"))
      #expect(try await officer.post("/cameras/reads/revoke").status == .forbidden)
      #expect(try await admin.post("/cameras/reads/revoke", isForeign: true).status == .forbidden)
      #expect(try parts.store.camera(TestOffice.reads)?.isEnabled == true)
      let answer = try await admin.post("/cameras/reads/revoke")
      #expect(answer.status == .seeOther && answer.headers[.location] == "/cameras?said=camera-revoked")
      #expect(try parts.store.camera(TestOffice.reads)?.isEnabled == false && parts.directory.camera(TestOffice.reads)?.isEnabled == false)
      let page = try await admin.get("/cameras?said=camera-revoked").text
      #expect(page.contains("· revoked") && !page.contains("/cameras/reads/revoke") && page.contains("/cameras/blind/revoke"))
      #expect(try await admin.post("/cameras/nobody/revoke").status == .notFound)
    }
    let record = try #require(try parts.store.auditEntries().first { $0.record.detail == "revoke" && $0.record.outcome == .done })
    #expect(record.record.subject == .camera && record.record.reference == "reads" && record.record.act == .alteration)
  }

  @Test("the page says how each camera proves itself, and what was refused")
  func labels() async throws {
    let office = try PagesOffice()
    let parts = office.parts
    let labels = { CameraCredentialLabels(try parts.store.cameraCredentials(), in: parts.directory.current, now: parts.now()) }
    let reads = try #require(parts.directory.camera(TestOffice.reads))
    #expect(try labels().label(of: reads) == "key" && labels().warning(of: reads) == nil)
    let code = EnrolmentCode()
    try parts.store.saveEnrolmentCode(hash: code.hash, for: TestOffice.reads, endsAt: parts.now() + 60)
    #expect(try labels().label(of: reads) == "key, enrolment code waits")
    _ = try EnrolmentDesk(parts: parts).enrol(TestDevice().request(code), from: nil)
    #expect(try labels().label(of: reads) == "certificate, 7 d left")
    try await parts.store.noteRefusedSignature(of: TestOffice.reads, at: parts.now())
    #expect(try labels().warning(of: reads) == "1 wrong signature")
    try parts.store.setTerms(CameraTerms(isWeak: true), of: TestOffice.blind)
    try parts.directory.refresh(from: parts.store)
    #expect(try labels().label(of: #require(parts.directory.camera(TestOffice.blind))) == "key, weak")
  }
}
