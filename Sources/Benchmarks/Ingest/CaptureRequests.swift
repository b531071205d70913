import Foundation
import NIOCore

/// What one camera posts: Gantry's own JSON of a vehicle that it read, each time another vehicle, at the present time, within the speed limit.
///
/// The request is written once. Each further one differs in a few places of fixed width: the sender's number, the time, the plate, lane and speed.
struct CaptureRequests: LoadMessages {
  private var request: ByteBuffer
  private let places: Places
  private var number: Int
  private let step: Int
  private var clock = WrittenClock()

  /// Where in the request those things stand.
  private struct Places {
    var number = 0, time = 0, plate = 0, lane = 0, speed = 0
  }

  /// - Parameters:
  ///   - camera: the camera's ID.
  ///   - key: the secret it is let in with.
  ///   - first: the number of its first capture; decides the plate, too.
  ///   - step: how much the number grows from one capture to the next, so that all connections together use each number once.
  init(camera: String, key: String, first: Int, step: Int) {
    var body = ByteBuffer()
    var places = Self.write(into: &body, camera: camera)
    request = ByteBuffer(
      string: """
        POST /v1/captures HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer \(key)\r\ncontent-type: application/json\r\n\
        content-length: \(body.readableBytes)\r\n\r\n
        """)
    for place in [\Places.number, \.time, \.plate, \.lane, \.speed] { places[keyPath: place] += request.writerIndex }
    request.writeImmutableBuffer(body)
    self.places = places
    number = first
    self.step = step
  }

  mutating func next() -> ByteBuffer {
    request.setDigits(number, count: 12, at: places.number)
    request.setBytes(clock.text(), at: places.time)
    request.setPlate(number, at: places.plate)
    request.setDigits(1 + number % 4, count: 1, at: places.lane)
    request.setDigits(40 + number % 20, count: 2, at: places.speed)
    number += step
    return request
  }

  private static func write(into body: inout ByteBuffer, camera: String) -> Places {
    var places = Places()
    body.writeString(#"{"device":"\#(camera)","id":""#)
    places.number = body.writerIndex
    body.writeString(#"000000000000","time":""#)
    places.time = body.writerIndex
    body.writeString("2026-01-01T00:00:00.000Z")
    body.writeString(#"","plate":{"text":""#)
    places.plate = body.writerIndex
    body.writeString(#"01A000AA","confidence":0.97,"region":"UZ","box":{"x":0.4412,"y":0.6127,"width":0.0604,"height":0.0231}},"lane":"#)
    places.lane = body.writerIndex
    body.writeString(#"1,"direction":"approach","speedKmh":"#)
    places.speed = body.writerIndex
    body.writeString(
      #"40.5,"vehicle":{"kind":"car","make":"Chevrolet","model":"Cobalt","colour":"white","#
        + #""box":{"x":0.3506,"y":0.4018,"width":0.2413,"height":0.3107}},"clockErrorBoundMilliseconds":20}"#)
    return places
  }
}

extension ByteBuffer {
  /// Writes a number with leading zeros.
  fileprivate mutating func setDigits(_ number: Int, count: Int, at index: Int) {
    var rest = number
    for place in (index..<index + count).reversed() {
      setInteger(0x30 + UInt8(rest % 10), at: place)
      rest /= 10
    }
  }

  /// Writes the plate of a number, in the form of Uzbekistan (01A123BC). Numbers up to ``CaptureRequests/plates`` have plates of their own.
  fileprivate mutating func setPlate(_ number: Int, at index: Int) {
    // Neighbouring numbers get plates that look nothing alike. The factor is prime, so no two numbers meet.
    var rest = number * 15_485_863 % CaptureRequests.plates
    func taken(_ base: Int) -> Int {
      defer { rest /= base }
      return rest % base
    }
    func letter() -> UInt8 { 0x41 + UInt8(taken(26)) }
    setDigits(taken(100), count: 2, at: index)
    setInteger(letter(), at: index + 2)
    setDigits(taken(1000), count: 3, at: index + 3)
    setInteger(letter(), at: index + 6)
    setInteger(letter(), at: index + 7)
  }
}

extension CaptureRequests {
  /// How many plates of this form there are.
  static let plates = 100 * 26 * 1000 * 26 * 26
}
