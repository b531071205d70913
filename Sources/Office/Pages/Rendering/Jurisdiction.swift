import Foundation

/// Where the rules are in force, by name.
enum Jurisdiction {
  /// - Parameter code: ISO 3166-1 alpha-2, with a subdivision where the law is the subdivision's (`US-CA`).
  /// - Returns: the country's English name with the subdivision's code; the code itself where it names no country.
  static func name(_ code: String) -> String {
    let parts = code.split(separator: "-", maxSplits: 1)
    guard let country = parts.first, let name = Locale(identifier: "en").localizedString(forRegionCode: String(country)) else { return code }
    return parts.count > 1 ? "\(name), \(parts[1])" : name
  }
}
