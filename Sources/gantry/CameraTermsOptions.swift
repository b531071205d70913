import Access
import ArgumentParser

/// On what terms a camera may send, as options of a command. What is not given stays as it is.
struct CameraTermsOptions: ParsableArguments {
  private static let rates = 0.2...10_000
  private static let bodies = 1024...(64 << 20)

  @Option(help: ArgumentHelp("Where it may send from, such as 10.2.0.0/24; repeat for more. `any` lets it send from everywhere.", valueName: "range"))
  var from: [String] = []
  @Option(help: ArgumentHelp("Posts a second, such as 50/s; ten seconds' worth may come at once.", valueName: "rate"))
  var rate: String?
  @Option(help: ArgumentHelp("The largest body, such as 8MiB.", valueName: "size"))
  var body: String?
  @Flag(inversion: .prefixedNo, help: "Its key does even where certificates are required: for devices that cannot do TLS. Give --from too.")
  var weak: Bool?

  var areGiven: Bool { !from.isEmpty || rate != nil || body != nil || weak != nil }

  func validate() throws { _ = try changed(CameraTerms()) }

  /// The terms with what was given in place of what was.
  func changed(_ before: CameraTerms) throws -> CameraTerms {
    var terms = before
    if !from.isEmpty { terms.sources = try sources() }
    if let rate { terms.perSecond = try Self.perSecond(rate) }
    if let body { terms.bodyBytes = try Self.byteCount(body) }
    if let weak { terms.isWeak = weak }
    return terms
  }

  private func sources() throws -> [AddressRange] {
    if from == ["any"] { return [] }
    return try from.map { text in
      guard let range = AddressRange(text) else {
        throw ValidationError("--from takes a range of addresses such as 10.2.0.0/24, or one address; `\(text)` is neither.")
      }
      return range
    }
  }

  private static func perSecond(_ text: String) throws -> Double {
    guard text.hasSuffix("/s"), let number = Double(text.dropLast(2)), rates.contains(number) else {
      throw ValidationError("--rate takes posts a second, such as 50/s, from \(rates.lowerBound)/s to \(Int(rates.upperBound))/s.")
    }
    return number
  }

  private static func byteCount(_ text: String) throws -> Int {
    let units = ["KiB": 1 << 10, "MiB": 1 << 20]
    for (unit, factor) in units where text.hasSuffix(unit) {
      if let number = Int(text.dropLast(unit.count)), (1...65_536).contains(number), bodies.contains(number * factor) { return number * factor }
    }
    throw ValidationError("--body takes a size such as 512KiB or 8MiB, up to 64MiB.")
  }
}
