@testable import CameraProtocols
import Foundation
import Testing

@Suite struct MultipartBodyTests {
  private func parse(_ body: Data, _ header: String = "multipart/form-data; boundary=xyz") throws(DecodingFault) -> [MultipartPart] {
    try MultipartBody(body, header: MIMEHeader(header)).parts
  }

  private func fault(_ body: Data, _ header: String = "multipart/form-data; boundary=xyz") -> DecodingFault.Code? {
    do throws(DecodingFault) {
      _ = try parse(body, header)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func contentIsExact() throws {
    let content = Data("\r\n--xy\r\n--xyzz\r\n\r\n".utf8)
    let body = Payloads.multipart([.init("a", content), .init("b", Data(), type: "image/jpeg")])
    let parts = try parse(body)
    #expect(parts.map(\.name) == ["a", "b"])
    #expect(parts[0].content == content)
    #expect(body.subdata(in: parts[0].range) == content)
    #expect(parts[1].content.isEmpty)
    #expect(parts[1].contentType == "image/jpeg")
  }

  @Test func boundaryBeginsWithDashes() throws {
    let boundary = "-------------------------7e13971310878"
    let body = Payloads.multipart([.init("a", Data("one".utf8)), .init("b", Data("two".utf8))], boundary: boundary)
    #expect(try parse(body, "multipart/form-data; boundary=\(boundary)").map(\.content) == [Data("one".utf8), Data("two".utf8)])
  }

  @Test func headersAsCamerasWriteThem() throws {
    let body = Data(
      "before\r\n--xyz  \r\ncontent-disposition:form-data;name=\"a b\";FileName=x.jpg\r\n\r\n1\r\n--xyz\n\n2\n--xyz\r\n\r\n\r\n--xyz-- after".utf8)
    let parts = try parse(body, "Multipart/Form-Data; charset=\"utf-8\" ; Boundary=\"xyz\"")
    #expect(parts.map(\.name) == ["a b", nil, nil])
    #expect(parts[0].fileName == "x.jpg")
    #expect(parts.map { String(decoding: $0.content, as: UTF8.self) } == ["1", "2", ""])
  }

  @Test func quotedNames() {
    let header = MIMEHeader(#"form-data; name="a\"b;c"; filename="C:\x.jpg"; name="second""#)
    #expect(header.parameters == ["name": "a\"b;c", "filename": #"C:\x.jpg"#])
  }

  @Test func truncated() {
    let body = Payloads.multipart([.init("a", Data(repeating: 7, count: 300))])
    for length in stride(from: 10, to: body.count - 5, by: 7) {
      #expect([.truncatedBody, .malformedMultipart].contains(fault(body.prefix(length).asBody)), "cut to \(length) bytes")
    }
    #expect(fault(body) == nil)
  }

  @Test func refusals() {
    let many = (0...16).map { Payloads.Part("p\($0)", Data("x".utf8)) }
    #expect(fault(Payloads.multipart(many)) == .tooManyParts)
    #expect(fault(Payloads.multipart(many.dropLast())) == nil)
    #expect(fault(Data("--other--\r\n".utf8)) == .malformedMultipart)
    #expect(fault(Payloads.multipart([]), "multipart/form-data") == .malformedMultipart)
    #expect(fault(Payloads.multipart([])) == .malformedMultipart)
    #expect(fault(Payloads.multipart([.init("a", Data(), headers: ["Content-Encoding: gzip"])])) == .unsupportedEncoding)
    #expect(fault(Payloads.multipart([.init("a", Data(), headers: ["Content-Transfer-Encoding: base64"])])) == .unsupportedEncoding)
    #expect(fault(Payloads.multipart([.init("a", Data(), headers: ["X: " + String(repeating: "x", count: 9_000)])])) == .malformedMultipart)
  }

  @Test("Time grows with the size, not with its square") func linear() {
    let nearly = Data(String(repeating: "\n--" + String(repeating: "-", count: 60) + "x", count: 60_000).utf8)
    let started = ContinuousClock.now
    #expect(fault(nearly, "multipart/form-data; boundary=" + String(repeating: "-", count: 61)) == .malformedMultipart)
    #expect(ContinuousClock.now - started < .seconds(10))
  }
}

extension Data {
  /// A copy whose indices start at 0, as a request's body has them.
  var asBody: Data { Data(Array(self)) }
}
