import WebReception

extension FormFields {
  /// A field that must be there.
  /// - Parameter meaning: what the person calls it, for the message.
  func required(_ name: String, _ meaning: String) throws(PageFault) -> String {
    guard let value = self[name] else { throw .badForm("Please fill in \(meaning).") }
    return value
  }
}
