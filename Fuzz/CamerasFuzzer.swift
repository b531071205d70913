import CameraProtocols
import Foundation
import Traffic

/// The doors that cameras reach, for libFuzzer. The first byte of an input chooses dialect and content type, the rest is the body. Any outcome
/// is right but a crash, a hang, or an error that is no ``DecodingFault`` (which the compiler already rules out).
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCameraProtocols(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = Data(bytes: start, count: count)
  let dialects = Camera.Dialect.allCases
  let dialect = dialects[Int(input[0]) % dialects.count]
  let types = ["application/json", "application/xml", "multipart/form-data; boundary=-----7e1", "multipart/mixed; boundary=boundary", nil]
  let type = types[Int(input[0]) / dialects.count % types.count]
  guard let site = SiteID(rawValue: "site"), let id = CameraID(rawValue: "camera"), let zone = TimeZone(identifier: "Asia/Tashkent"),
    let place = Coordinate(latitude: 41.3, longitude: 69.2)
  else { return 0 }
  let camera = Camera(id: id, site: site, name: "Fuzz", dialect: dialect, coordinate: place, isMobile: true, region: "UZ")
  let request = CameraRequest(contentType: type, body: input.dropFirst(), receivedAt: Date(timeIntervalSince1970: 1_795_000_000))
  let codec = dialect.codec
  do {
    _ = try codec.decode(request, from: camera, timeZone: zone)
  } catch {
    _ = codec.answer(.quarantined(error, reference: "fuzz"))
  }
  return 0
}
