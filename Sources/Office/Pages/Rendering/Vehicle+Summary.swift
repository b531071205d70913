import Traffic

extension Vehicle {
  /// `white car, Chevrolet Cobalt`; `nil` where the camera said nothing of it.
  var summary: String? {
    let kindWord = kind == .unknown || kind == .other ? "vehicle" : kind.rawValue
    let make = [make, model].compactMap(\.self).joined(separator: " ")
    guard kind != .unknown || colour != nil || !make.isEmpty else { return nil }
    let looks = [colour, kindWord].compactMap(\.self).joined(separator: " ")
    return make.isEmpty ? looks : "\(looks), \(make)"
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
