import Traffic

extension Rule {
  /// Notes what cannot be right in the rule.
  func check(_ check: inout RuleCheck) {
    penalty.check(&check)
    check.require(kind != .speed || speed != nil, "speed", "is missing; a rule of kind speed says its tolerance and bands there")
    check.require(kind == .speed || speed == nil, "speed", "belongs to a rule of kind speed only")
    check.require(kind != .unlicensed || registry != nil, "registry", "is missing; a rule of kind unlicensed says its statuses and regions there")
    check.require(kind == .unlicensed || registry == nil, "registry", "belongs to a rule of kind unlicensed only")
    check.require(kind == .redLight || kind == .stopLine || signal == nil, "signal", "belongs to rules of kind red-light and stop-line only")
    signal?.check(&check)
    speed?.check(&check)
    registry?.check(&check)
  }
}

extension Penalty {
  fileprivate func check(_ check: inout RuleCheck, at key: String = "penalty") {
    check.within(key) { check in
      check.requireText(code, "code", "the statute's code")
      check.requireText(text, "text", "the statute's wording")
      check.require((0...1_000_000_000_000).contains(amount), "amount", "is not an amount from 0 to 1 000 000 000 000")
    }
  }
}

extension SignalTerms {
  fileprivate func check(_ check: inout RuleCheck) {
    check.within("signal") { check in
      check.require(graceSeconds, in: 0...10, "graceSeconds")
      check.require(minimumAmberSeconds, in: 0...10, "minimumAmberSeconds")
      check.require(maximumRedSeconds, in: 10...3600, "maximumRedSeconds")
      check.require(assumedClockErrorSeconds, in: 0...10, "assumedClockErrorSeconds")
    }
  }
}

extension SpeedTerms {
  fileprivate func check(_ check: inout RuleCheck) {
    check.within("speed") { check in
      check.require(toleranceKmh, in: 0...50, "toleranceKmh")
      check.require(tolerancePercentAbove100, in: 0...50, "tolerancePercentAbove100")
      check.require(!bands.isEmpty, "bands", "is empty; without a band no speed is enforced")
      for (index, band) in bands.enumerated() {
        check.within("bands[\(index)]") { check in
          check.require(band.overByKmh, in: 0.01...200, "overByKmh")
          let isAbove = index == 0 || bands[index - 1].overByKmh < band.overByKmh
          check.require(isAbove, "overByKmh", "is not above the band before it; write the lowest first")
          band.penalty.check(&check)
        }
      }
    }
  }
}

extension RegistryTerms {
  fileprivate func check(_ check: inout RuleCheck) {
    check.within("registry") { check in
      check.require(!statuses.isEmpty, "statuses", "is empty; without a status nobody is unlicensed")
      check.require(!statuses.contains(.valid), "statuses", "names valid, which is no violation")
      check.require(minimumConfidence, in: 0...1, "minimumConfidence")
      check.require(
        !statuses.contains(.unregistered) || !regions.isEmpty, "regions", "is empty; name the countries whose plates the registry covers, such as UZ")
      check.require(regions.allSatisfy(Rulebook.isRegion), "regions", "names something that is not a country; write it like UZ")
      for (status, penalty) in penalties.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        check.require(statuses.contains(status), "penalties.\(status.rawValue)", "is for a status that statuses does not name")
        penalty.check(&check, at: "penalties.\(status.rawValue)")
      }
    }
  }
}
