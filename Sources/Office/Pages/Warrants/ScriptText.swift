import Foundation

/// JSON that stands inside a page, in an element of type `application/json`: whatever is in it, it cannot end the element or open another.
struct ScriptText: Sendable, CustomStringConvertible {
  let description: String

  init(_ value: some Encodable) throws {
    let encoder = JSONEncoder.wire
    description = String(decoding: try encoder.encode(value), as: UTF8.self)
      .replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026")
  }
}
