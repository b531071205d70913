import Foundation
import Testing

@testable import CameraProtocols

/// The reader takes what a decoder of the standard library takes, and nothing else.
@Suite struct JSONReaderTests {
  /// A value of every kind, read both ways.
  fileprivate struct Sample: Codable, Equatable {
    struct Inner: Codable, Equatable {
      var text: String
      var numbers: [Double]?
    }
    var text: String?
    var number: Double?
    var whole: Int?
    var data: Data?
    var inner: Inner?
    var list: [Inner]?

    init() {}

    init(_ json: inout JSONReader) throws(JSONFault) {
      try json.object { (field, json) throws(JSONFault) in
        switch field {
        case "text": text = try json.optional { (json) throws(JSONFault) in try json.text() }
        case "number": number = try json.optional { (json) throws(JSONFault) in try json.number() }
        case "whole": whole = try json.optional { (json) throws(JSONFault) in try json.wholeNumber() }
        case "data": data = try json.optional { (json) throws(JSONFault) in try json.base64() }
        case "inner": inner = try json.optional { (json) throws(JSONFault) in try Inner(&json) }
        case "list": list = try json.optional { (json) throws(JSONFault) in try json.list { (json) throws(JSONFault) in try Inner(&json) } }
        default: try json.skip()
        }
      }
    }
  }

  private func read(_ text: String) -> Result<Sample, DecodingFault> { read(Data(text.utf8)) }

  private func read(_ bytes: Data) -> Result<Sample, DecodingFault> {
    Result { () throws(DecodingFault) in try JSONBody(bytes).read { (json) throws(JSONFault) in try Sample(&json) } }
  }

  @Test("texts", arguments: [
    #""""#, #""plain""#, #""Тошкент 🚗""#, #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u20AC""#, #""\ud83d\ude97""#, #""a\u0000b""#, #""\ud83d""#, #""\ude97""#,
    #""\ud83dx""#, #""\ud83d\u0041""#, #""\x""#, #""\u12G4""#, #""\u123""#, "\"a\tb\"", "\"a\nb\"", #""open"#, #"null"#, #"7"#, #"true"#, #"{}"#, #"["a"]"#,
  ])
  func texts(value: String) { expectTheSame("{\"text\":\(value)}") }

  @Test("numbers", arguments: [
    "0", "-0", "1", "-1", "10", "01", "-01", "1.", ".1", "1.5", "-1.5e3", "1E+2", "1e-2", "1e", "1e+", "+1", "--1", "0x1", "Infinity", "NaN", "1e999", "-1e999",
    "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "123456789012345678901234567890", "0.1", "0.30000000000000004",
    "1234567.8901234567", "3.0", "2.5", "1e2", "4.9e-324", "0.000000000000000000000000000000001", "63.2", "40.5", "0.4412", "1,5", "1 2", "\"1\"", "null", "true",
  ])
  func numbers(value: String) {
    expectTheSame("{\"number\":\(value)}")
    expectTheSame("{\"whole\":\(value)}")
  }

  @Test("documents", arguments: [
    "{}", " { } ", "{}x", "{},", "{\"text\"}", "{\"text\":}", "{,}", "{\"text\":\"a\" \"whole\":1}", "{'text':1}", "{\"inner\":{}}",
    "{\"inner\":{\"text\":null}}", "{\"inner\":{\"text\":\"x\",\"numbers\":[]}}", "{\"inner\":{\"text\":\"x\",\"numbers\":[1,2.5,-3]}}",
    "{\"inner\":{\"text\":\"x\",\"numbers\":[1 2]}}", "{\"list\":[{\"text\":\"a\"},{\"text\":\"b\"}]}",
    "{\"list\":[{\"text\":\"a\"},{\"numbers\":[]}]}", "{\"list\":{}}", "{\"data\":\"AAEC\"}", "{\"data\":\"***\"}", "{\"data\":[]}", "{\"other\":[true,false,null,{\"a\":[]}]}",
    "{\"other\":tru}", "{\"other\":nul}", "{\"other\":fals}", "{\"other\":[}", "{\"other\":]}", "{\"te\\u0078t\":\"named by an escape\"}",
  ])
  func documents(text: String) { expectTheSame(text) }

  @Test("what RFC 8259 forbids is refused where the decoder is lax", arguments: [
    "{\"text\":\"a\",}", "{\"inner\":{\"text\":\"x\",\"numbers\":[1,]}}", "{\"other\":\"\\q\"}", "{\"other\":01}", "{\"other\":\"\\ud83d\"}",
  ])
  func strict(text: String) {
    #expect(throws: DecodingFault(code: .malformedJSON, message: "the body is not well-formed JSON")) { try read(text).get() }
  }

  @Test("of damaged documents none is taken that a decoder refuses or reads otherwise")
  func damaged() {
    let sound = Data(
      #"{"text":"01A\u0031 \"x\" é","number":-12.5e1,"whole":42,"data":"AAEC","inner":{"text":"","numbers":[0,1.5]},"list":[{"text":"b"}],"other":[true,null]}"#.utf8)
    var noise = SeededNoise(state: 7)
    var taken = 0
    for _ in 0..<20_000 {
      var body = sound
      for _ in 0..<Int.random(in: 1...2, using: &noise) where !body.isEmpty {
        let place = Int.random(in: 0..<body.count, using: &noise)
        switch Int.random(in: 0..<4, using: &noise) {
        case 0: body[place] = UInt8.random(in: 0x20...0x7E, using: &noise)
        case 1: body.remove(at: place)
        case 2: body.insert(UInt8.random(in: 0x20...0x7E, using: &noise), at: place)
        default: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
        }
      }
      guard case .success = read(body) else { continue }
      taken += 1
      expectTheSame(body)
    }
    #expect(taken > 1_000, "much damage leaves sound JSON: \(taken)")
  }

  @Test("a fault names its field, and no value")
  func names() {
    func message(_ text: String) -> String? {
      if case .failure(let fault) = read(text) { fault.message } else { nil }
    }
    #expect(message("{\"list\":[{\"text\":\"a\"},{\"text\":7}]}") == "`list[1].text` has to be a text")
    #expect(message("{\"inner\":{\"text\":\"a\",\"numbers\":[1,\"01A123BC\"]}}") == "`inner.numbers[1]` has to be a number")
    #expect(message("{\"whole\":1.5}") == "`whole` has to be a whole number")
    #expect(message("{\"inner\":{\"text\":null}}") == "`inner.text` has no value")
    #expect(message("{\"whole\":") == "the body is not well-formed JSON")
  }

  private func expectTheSame(_ text: String) { expectTheSame(Data(text.utf8)) }

  private func expectTheSame(_ bytes: Data) {
    let wanted = try? JSONBody(bytes).decode(Sample.self)
    let got = try? read(bytes).get()
    // Of fields with the same name a decoder may take either.
    guard wanted != got, !Self.hasTwins(bytes) else { return }
    Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(String(describing: got)) where \(String(describing: wanted)) was to be expected")
  }

  private static func hasTwins(_ bytes: Data) -> Bool {
    ["text", "number", "whole", "data", "inner", "list", "numbers"].contains { name in
      String(decoding: bytes, as: UTF8.self).components(separatedBy: "\"\(name)\"").count > 2
    }
  }
}

extension JSONReaderTests.Sample.Inner {
  fileprivate init(_ json: inout JSONReader) throws(JSONFault) {
    var text: String?
    var numbers: [Double]?
    try json.object { (field, json) throws(JSONFault) in
      switch field {
      case "text": text = try json.text()
      case "numbers":
        numbers = try json.optional { (json) throws(JSONFault) in try json.list { (json) throws(JSONFault) in try json.number() } }
      default: try json.skip()
      }
    }
    guard let text else { throw JSONFault.missing.under("text") }
    self.init(text: text, numbers: numbers)
  }
}
