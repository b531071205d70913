import CameraProtocols
import Foundation
import Testing
import Traffic

@Suite struct GantryDialectTests {
  private static let full = """
    {"device":"tas-014-a","id":"c-1","time":"2026-11-21T09:15:30.417+05:00","plate":{"text":"01 a 123 BC","confidence":0.97,"region":"uz",
    "candidates":[{"text":"01A123BG","confidence":0.1},{"text":"01A128BC","confidence":0.4},{"text":"01A123BC","confidence":0.97}],
    "box":{"x":0.4,"y":0.3,"width":0.1,"height":0.05}},"lane":2,"direction":"approach","headingDegrees":90,"speedKmh":63.2,
    "vehicle":{"kind":"car","make":"Chevrolet","colour":"white","box":{"x":0.2,"y":0.1,"width":0.5,"height":0.6}},
    "position":{"latitude":41.3,"longitude":69.2},"signal":{"group":"2","colour":"red","since":"2026-11-21T09:15:28+05:00","amberMilliseconds":3000},
    "stopLineCrossedAt":"2026-11-21T09:15:30.2+05:00","violations":[{"kind":"red-light","code":"1625","name":"Red"}],"violation":"speed",
    "clockErrorBoundMilliseconds":50,"newerField":[1]}
    """

  @Test func everyField() throws {
    let capture = try Payloads.capture(Data(Self.full.utf8))
    #expect(capture.deviceID == "tas-014-a")
    #expect(capture.vendorKey == "id|c-1")
    #expect(capture.deviceTimeText == "2026-11-21T09:15:30.417+05:00")
    #expect(abs(capture.capturedAt.timeIntervalSince1970 - 1_795_234_530.417) < 0.000_01)
    #expect(capture.read?.raw == "01 a 123 BC")
    #expect(capture.read?.candidates.map(\.plate.text) == ["01A123BC", "01A128BC", "01A123BG"])
    #expect(capture.read?.region == "UZ")
    #expect(capture.read?.reader == .camera)
    #expect(capture.read?.box == Box(x: 0.4, y: 0.3, width: 0.1, height: 0.05))
    #expect(capture.lane == 2 && capture.direction == .approach && capture.headingDegrees == 90 && capture.speedKmh == 63.2)
    #expect(capture.vehicle.kind == .car && capture.vehicle.make == "Chevrolet" && capture.vehicle.colour == "white")
    #expect(capture.coordinate == Coordinate(latitude: 41.3, longitude: 69.2))
    #expect(capture.signal?.colour == .red && capture.signal?.amberMilliseconds == 3_000)
    #expect(capture.signal?.since == Date(timeIntervalSince1970: 1_795_234_528))
    #expect(capture.stopLineCrossedAt == Date(timeIntervalSince1970: 1_795_234_530.2))
    #expect(capture.declarations == [Declaration(kind: .redLight, vendorCode: "1625", vendorName: "Red"), Declaration(kind: .speed)])
    #expect(capture.clockErrorBoundMilliseconds == 50)
    #expect(capture.media.isEmpty)
  }

  @Test func deviceAndTimeAreEnough() throws {
    let minimal = Data("{\"device\":\"tas-014-a\",\"time\":\"2026-11-21T04:15:30Z\"}".utf8)
    let capture = try Payloads.capture(minimal, type: nil)
    #expect(capture.read == nil && capture.direction == .unknown && capture.vehicle == Vehicle())
    #expect(capture.vendorKey == (try Payloads.capture(minimal)).vendorKey)
    #expect(Payloads.fault(Data("{\"device\":\"tas-014-a\"}".utf8)) == .missingField)
    #expect(Payloads.fault(Data("{\"time\":\"2026-11-21T04:15:30Z\"}".utf8)) == .missingField)
  }

  @Test func absurdClocksAreDecoded() throws {
    let capture = try Payloads.capture(Data("{\"device\":\"tas-014-a\",\"time\":\"2094-01-01T00:00:00Z\"}".utf8))
    #expect(capture.deviceTimeText == "2094-01-01T00:00:00Z")
  }

  @Test func anEnrolledSerialNumberIsTheDeviceToo() throws {
    let body = Data("{\"device\":\"SN-7\",\"time\":\"2026-11-21T04:15:30Z\"}".utf8)
    #expect(Payloads.fault(body) == .deviceMismatch)
    #expect(Payloads.fault(body, camera: Payloads.camera(.gantry, deviceID: "SN-7")) == nil)
  }

  @Test("What no field can hold", arguments: [
    ("\"time\":\"2026-11-21T09:15:30\"", DecodingFault.Code.badTime), ("\"time\":5", .badValue), ("\"lane\":0", .badValue), ("\"lane\":\"2\"", .badValue),
    ("\"speedKmh\":-1", .badValue), ("\"speedKmh\":1e999", .malformedJSON), ("\"headingDegrees\":361", .badValue), ("\"direction\":\"north\"", .badValue),
    ("\"plate\":{\"text\":\"A1\",\"confidence\":97}", .badValue), ("\"plate\":{\"confidence\":1}", .missingField),
    ("\"plate\":{\"text\":\"A1\",\"region\":\"Uzbekistan\"}", .badValue),
    ("\"plate\":{\"text\":\"A1\",\"box\":{\"x\":430,\"y\":275,\"width\":106,\"height\":43}}", .badValue),
    ("\"position\":{\"latitude\":91,\"longitude\":0}", .badValue), ("\"signal\":{\"group\":\"2\",\"colour\":\"blue\",\"since\":\"2026-11-21T04:15:30Z\"}", .badValue),
    ("\"violation\":\"murder\"", .badValue), ("\"vehicle\":{\"kind\":\"tank\"}", .badValue), ("\"pictures\":[{\"kind\":\"scene\"}]", .badValue),
    ("\"pictures\":[{\"kind\":\"scene\",\"base64\":\"***\"}]", .badValue), ("\"pictures\":[{\"base64\":\"AAAA\"}]", .unsupportedPicture),
    ("\"pictures\":[{\"part\":\"scene1\"}]", .missingPart), ("\"pictures\":{}", .badValue),
  ])
  func refused(field: String, code: DecodingFault.Code) {
    let time = field.hasPrefix("\"time\"") ? "" : "\"time\":\"2026-11-21T04:15:30Z\","
    #expect(Payloads.fault(Data("{\"device\":\"tas-014-a\",\(time)\(field)}".utf8)) == code)
  }

  @Test func picturesInBase64() throws {
    let json = "{\"device\":\"tas-014-a\",\"time\":\"2026-11-21T04:15:30Z\",\"pictures\":[{\"kind\":\"plate\",\"frame\":3,\"base64\":\"%\"}]}"
    let whole = json.replacing("%", with: Payloads.jpeg.base64EncodedString())
    let medium = try #require(try Payloads.capture(Data(whole.utf8)).media.first)
    #expect(medium.bytes == Payloads.jpeg && medium.kind == .plate && medium.frameNumber == 3 && medium.rawRange == nil)
    let cut = json.replacing("%", with: Payloads.jpeg.dropLast(3).base64EncodedString())
    #expect(Payloads.fault(Data(cut.utf8)) == .truncatedPicture)
  }

  private let capturePart = Payloads.Part(
    "capture", Data("{\"device\":\"tas-014-a\",\"time\":\"2026-11-21T04:15:30Z\"}".utf8), type: "application/json")
  private let form = "multipart/form-data; boundary=xyz"

  @Test func formWithPicturesByName() throws {
    let body = Payloads.multipart([
      .init("scene1", Payloads.jpeg, type: "image/png"), capturePart, .init("plate", Payloads.jpeg), .init("clip", Payloads.clip, type: "video/mp4"),
      .init("note", Data("hello".utf8)),
    ])
    let media = try Payloads.capture(body, type: form).media
    #expect(media.map(\.kind) == [.scene, .plate, .clip])
    #expect(media.map(\.mimeType) == ["image/jpeg", "image/jpeg", "video/mp4"])
    for medium in media { #expect(body.subdata(in: try #require(medium.rawRange)) == medium.bytes) }
  }

  @Test func formWithListedPictures() throws {
    let listing = Data(
      """
      {"device":"tas-014-a","time":"2026-11-21T04:15:30Z",
      "pictures":[{"part":"a","kind":"vehicle","takenAt":"2026-11-21T04:15:29Z"},{"part":"scene2"}]}
      """.utf8)
    let parts = [Payloads.Part("capture", listing), .init("a", Payloads.jpeg), .init("scene2", Payloads.jpeg), .init("b", Payloads.jpeg)]
    let media = try Payloads.capture(Payloads.multipart(parts), type: form).media
    #expect(media.map(\.kind) == [.vehicle, .scene])
    #expect(media[0].takenAt == Date(timeIntervalSince1970: 1_795_234_529))
    #expect(Payloads.fault(Payloads.multipart(parts + [.init("a", Payloads.jpeg)]), type: form) == .duplicatePart)
    #expect(Payloads.fault(Payloads.multipart([parts[0]]), type: form) == .missingPart)
  }

  @Test func formsThatAreRefused() {
    #expect(Payloads.fault(Payloads.multipart([.init("scene", Payloads.jpeg)]), type: form) == .missingPart)
    #expect(Payloads.fault(Payloads.multipart([capturePart, capturePart]), type: form) == .duplicatePart)
    #expect(Payloads.fault(Payloads.multipart([capturePart], close: false), type: form) == .truncatedBody)
    let cut = Payloads.Part("scene", Payloads.jpeg.dropLast(2))
    #expect(Payloads.fault(Payloads.multipart([capturePart, cut]), type: form) == .truncatedPicture)
    let text = Payloads.Part("scene", Data("GIF89a".utf8), type: "image/gif")
    #expect(Payloads.fault(Payloads.multipart([capturePart, text]), type: form) == .unsupportedPicture)
  }

  @Test func wrongTypesAndSizes() {
    #expect(Payloads.fault(Data("<a/>".utf8), type: "application/xml") == .unsupportedType)
    #expect(Payloads.fault(Data(count: 32 * 1024 * 1024 + 1)) == .tooLarge)
    #expect(Payloads.fault(Data()) == .emptyBody)
    #expect(Payloads.fault(Data([0x1F, 0x8B, 8, 0]) + Data(count: 100)) == .unsupportedEncoding)
  }

  @Test func faultsHoldNoValues() throws {
    let fields = ["\"direction\":\"01A123BC\"", "\"lane\":\"01A123BC\"", "\"plate\":{\"text\":\"01A123BC\",\"confidence\":7}"]
    for field in fields {
      let body = Data("{\"device\":\"tas-014-a\",\"time\":\"2026-11-21T04:15:30Z\",\(field)}".utf8)
      let fault = #expect(throws: DecodingFault.self) { try Payloads.decode(body) }
      #expect(fault?.description.contains("01A123BC") == false)
    }
  }
}
