import CameraProtocols
import Foundation
import Testing
import Traffic

@Suite struct AnswerTests {
  private let receipt = Receipt(pass: PassID(UUID(uuidString: "00000000-0000-4000-8000-000000000001")!), sha256: "ab", isRepeat: false)
  private let fault = DecodingFault(code: .badTime, message: "`time` has to be right")

  private func text(_ answer: CameraAnswer) -> String { String(decoding: answer.body, as: UTF8.self) }

  @Test func own() {
    let codec = Camera.Dialect.gantry.codec
    let fresh = codec.answer(.accepted([receipt]))
    #expect(fresh.status == 201 && fresh.contentType == "application/json")
    #expect(text(fresh) == #"{"receipts":[{"isRepeat":false,"pass":"00000000-0000-4000-8000-000000000001","sha256":"ab"}]}"#)
    var repeated = receipt
    repeated.isRepeat = true
    #expect(codec.answer(.accepted([repeated])).status == 200)
    let wrong = codec.answer(.quarantined(fault, reference: "r1"))
    #expect(wrong.status == 422)
    #expect(text(wrong) == #"{"error":{"code":"badTime","message":"`time` has to be right","reference":"r1"}}"#)
    #expect(codec.answer(.unavailable).status == 503)
    #expect(text(codec.answer(.refused(.unknownDevice))).hasPrefix(#"{"error":{"code":"unknownDevice""#))
  }

  @Test func rekorHearsSuccessWhateverTheContent() {
    let codec = Camera.Dialect.openalpr.codec
    for outcome in [IntakeOutcome.accepted([receipt]), .ignored, .quarantined(fault, reference: "r1")] {
      #expect(codec.answer(outcome).status == 200 && codec.answer(outcome).contentType == "application/json")
    }
    #expect(codec.answer(.unavailable).status == 503)
  }

  @Test func hikvisionHearsNothingButTheStatus() {
    let codec = Camera.Dialect.hikvision.codec
    for outcome in [IntakeOutcome.accepted([receipt]), .ignored, .quarantined(fault, reference: "r1")] {
      #expect(codec.answer(outcome) == CameraAnswer(status: 200))
    }
    #expect(codec.answer(.unavailable) == CameraAnswer(status: 503))
    #expect(codec.answer(.refused(.tooLarge)) == CameraAnswer(status: 413))
  }

  @Test func refusals() {
    #expect(Refusal.allCases.map(\.status) == [401, 401, 413, 415, 400, 400, 429, 503])
    #expect(Set(Refusal.allCases.map(\.code)).count == Refusal.allCases.count)
  }

  @Test func receiptsRoundTrip() throws {
    #expect(try JSONDecoder().decode(Receipt.self, from: JSONEncoder().encode(receipt)) == receipt)
  }
}
