import Glibc
import NIOCore

/// Reads answers of HTTP/1.1 off a connection: the status, and where the answer ends. Nothing else of it is looked at.
struct AnswerReader {
  struct Answer: Hashable {
    var status: Int
    /// Whether the server will take another request on this connection.
    var isLast: Bool
  }

  /// Something that is no answer, or one whose length is not told.
  struct NoAnswer: Error {}

  private struct Head {
    var answer: Answer
    /// Of head and body together.
    var length: Int
  }

  /// No server measured here says more in a head.
  private static let longestHead = 16_384
  private static let longestBody = 1 << 20
  /// The beginning of an answer whose end has not come.
  private var begun = ByteBuffer()

  /// Takes what came.
  /// - Returns: `nil` where the answer is not complete yet.
  /// - Throws: ``NoAnswer``, also for bytes that nobody asked for.
  mutating func take(_ bytes: ByteBuffer) throws(NoAnswer) -> Answer? {
    if begun.readableBytes > 0 {
      begun.writeImmutableBuffer(bytes)
    } else {
      begun = bytes
    }
    guard let head = try begun.withUnsafeReadableBytes({ (bytes) throws(NoAnswer) in try Self.head(bytes) }) else { return nil }
    guard begun.readableBytes >= head.length else { return nil }
    guard begun.readableBytes == head.length else { throw NoAnswer() }
    begun = ByteBuffer()
    return head.answer
  }

  private static func head(_ bytes: UnsafeRawBufferPointer) throws(NoAnswer) -> Head? {
    guard var line = line(of: bytes[...]) else { return nil }
    guard line.count >= 12, line.starts(with: "HTTP/1.".utf8), let status = number(line.dropFirst(9).prefix(3)) else { throw NoAnswer() }
    var head = Head(answer: Answer(status: status, isLast: line.dropFirst(7).first == 0x30), length: 0)
    var bodyLength = status == 204 || status == 304 ? 0 : nil
    while true {
      guard let next = Self.line(of: bytes[line.endIndex...].dropFirst(2)) else {
        guard bytes.count < longestHead else { throw NoAnswer() }
        return nil
      }
      line = next
      if line.isEmpty { break }
      if let value = value(of: "content-length:", in: line) {
        guard let length = number(value), length <= longestBody else { throw NoAnswer() }
        bodyLength = length
      } else if let value = value(of: "connection:", in: line) {
        head.answer.isLast = value.elementsEqual("close".utf8) { $0 | 0x20 == $1 }
      }
    }
    guard let bodyLength else { throw NoAnswer() }
    head.length = line.endIndex + 2 + bodyLength
    return head
  }

  /// Up to the next CR LF, without it; `nil` where none came yet.
  private static func line(of bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer>? {
    guard !bytes.isEmpty, let base = bytes.base.baseAddress, let newline = memchr(base + bytes.startIndex, 0x0A, bytes.count) else { return nil }
    let end = UnsafeRawPointer(newline) - base
    guard end > bytes.startIndex, bytes[end - 1] == 0x0D else { return nil }
    return bytes[..<(end - 1)]
  }

  /// What stands in a field, if the line is that field's.
  private static func value(of field: StaticString, in line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer>? {
    // Looked at first, because nearly every line ends here.
    guard let first = line.first, first | 0x20 == 0x63, line.count > field.utf8CodeUnitCount, let base = line.base.baseAddress else { return nil }
    guard strncasecmp(base + line.startIndex, field.utf8Start, field.utf8CodeUnitCount) == 0 else { return nil }
    let value = line.dropFirst(field.utf8CodeUnitCount).drop { $0 == 0x20 }
    return value.prefix { $0 != 0x20 }
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
