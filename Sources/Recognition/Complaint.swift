/// Room for the reason that a C function gives when it fails.
struct Complaint {
  /// Filled by the C function, ended by a zero.
  var characters = [CChar](repeating: 0, count: 512)

  /// The reason as text of one line.
  var text: String {
    let whole = String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return whole.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
  }
}
