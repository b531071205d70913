import Traffic

extension Vehicle {
  /// Colour and kind, such as `white car`; what is not known is left out.
  var looks: String {
    let word = kind == .unknown || kind == .other ? "vehicle" : kind.rawValue
    return [colour, word].compactMap(\.self).joined(separator: " ")
  }

  /// `white car, Chevrolet Cobalt`; `nil` where the camera said nothing of it.
  var summary: String? {
    let make = [make, model].compactMap { $0.map(Self.named) }.joined(separator: " ")
    guard kind != .unknown || colour != nil || !make.isEmpty else { return nil }
    return make.isEmpty ? looks : "\(looks), \(make)"
  }

  /// Some cameras write makes and models in small letters alone: `isuzu nqr-71` becomes `Isuzu Nqr-71`.
  private static func named(_ text: String) -> String {
    guard text == text.lowercased() else { return text }
    return text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }
}

extension Capture.Direction {
  /// How the vehicle drove, seen from the camera; `nil` where the camera did not say.
  var label: String? {
    switch self {
    case .approach: "approaching"
    case .recede: "receding"
    case .unknown: nil
    }
  }
}
