import Foundation

extension Configuration {
  /// What the public page says and the notice portal needs.
  public struct PublicPage: Sendable, Equatable {
    /// The address that visitors type, such as `https://traffic.example`; forms are accepted from it only.
    public var address: String
    /// Who runs the cameras; `nil` takes the authority's name from the rules.
    public var agency: String?
    public var acceptableUse: [String]
    public var prohibitedUse: [String]
    /// Where a notice is paid, with `{number}` for its number; `nil` shows the rules' own words only.
    public var payment: String?
  }
}

extension Configuration.PublicPage {
  /// The placeholder for a notice's number.
  static let numberMark = "{number}"

  private static let usualUse = [
    "Finding the traffic violations listed on this page, each decided by two people who looked at the pictures.",
    "Finding vehicles on the lists named on this page; a person confirms each hit by eye before anything follows from it.",
    "Finding the way of a named vehicle on a warrant that independent keyholders grant, and that becomes public.",
  ]
  private static let usualProhibitions = [
    "Recognising faces, or searching for people by how they look.",
    "Following somebody without a warrant; looking for one’s own acquaintances; lists of the vehicles seen most.",
    "Enforcing immigration law, watching assemblies, worship or visits to a doctor.",
    "Selling or lending what is collected, or giving it to anybody for another purpose.",
  ]

  init(_ root: inout ConfigurationSection, listener: Configuration.Listener) {
    var section = root.section("public")
    let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
    address = section.text("address", default: "\(listener.tls == nil ? "http" : "https")://\(host):\(listener.port)")
    agency = section.optionalText("agency")
    acceptableUse = section.texts("acceptable_use", default: Self.usualUse)
    prohibitedUse = section.texts("prohibited_use", default: Self.usualProhibitions)
    payment = section.optionalText("payment")
    if section.has("client_field") { section.note("client_field", "belongs to the listener now: listen.public.client_field") }
    _ = section.optionalText("client_field")
    if !Self.isWebAddress(address) { section.note("address", "an address such as https://traffic.example belongs here") }
    if let payment, !Self.isWebAddress(payment.replacing(Self.numberMark, with: "1")) {
      section.note("payment", "an address such as https://pay.example/?reference={number} belongs here")
    }
    section.refuseOthers()
  }

  /// Where a notice is paid; `nil` where no such place is configured.
  func paymentAddress(of number: String) -> String? {
    payment?.replacing(Self.numberMark, with: number.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? "")
  }

  private static func isWebAddress(_ text: String) -> Bool {
    guard let address = URL(string: text), let host = address.host(), !host.isEmpty else { return false }
    return address.scheme == "https" || address.scheme == "http"
  }
}
