import Foundation

@testable import Access

/// The small texts of every request: forms and queries, addresses, what a browser says of itself, for libFuzzer. The first byte of an input chooses the
/// reader, the rest is the text. Any outcome is right but a crash, a hang, or a text that is read and written again as another.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzForms(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = Data(bytes: start, count: count)
  let text = String(decoding: input.dropFirst(), as: UTF8.self)
  switch input[0] % 5 {
  case 0:
    let fields = FormFields(urlEncoded: text)
    precondition(fields.pairs.count <= FormFields.maximumFields)
    precondition(FormFields(urlEncoded: fields.urlEncoded) == fields)
  case 1:
    if let address = NetworkAddress(text) { precondition(NetworkAddress(address.description) == address) }
  case 2:
    if let range = AddressRange(text) { precondition(AddressRange(range.description) == range) }
  case 3: precondition(Caller(source: "", userAgent: text).browser.count < 40)
  default:
    if let data = Data(base64URL: text) { precondition(data.base64URLEncoded == text) }
  }
  return 0
}
