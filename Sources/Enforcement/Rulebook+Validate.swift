import Traffic

extension Rulebook {
  /// Everything in the rulebook that cannot be right, with the key of each; empty for a rulebook that can be used.
  public func validate() -> [RuleFault] {
    var check = RuleCheck()
    check.require(Self.isRegion(jurisdiction), "jurisdiction", "is not a country or a part of one; write it like UZ or US-CA")
    check.requireText(version, "version", "the edition, such as 2026-01")
    check.require(
      currency.utf8.count == 3 && currency.utf8.allSatisfy(Self.isCapital), "currency", "is not a currency; write its ISO 4217 code, such as UZS")
    check.require((1...3650).contains(noticeDueDays), "noticeDueDays", "is not a number of days from 1 to 3650")
    authority.check(&check)
    check.require(!rules.isEmpty, "rules", "is empty; a rulebook without rules finds nothing")
    for (index, rule) in rules.enumerated() {
      check.within("rules[\(index)]") { check in
        check.require(!rules[..<index].contains { $0.kind == rule.kind }, "kind", "has a rule already: \(rule.kind.rawValue)")
        rule.check(&check)
      }
    }
    return check.faults
  }

  /// Two capital letters, and after a hyphen one to three letters or digits.
  static func isRegion(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let country = parts.first, country.count == 2, country.allSatisfy(isCapital), parts.count <= 2 else { return false }
    return parts.dropFirst().allSatisfy { (1...3).contains($0.count) && $0.allSatisfy { isCapital($0) || (0x30...0x39).contains($0) } }
  }

  static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}

extension Authority {
  fileprivate func check(_ check: inout RuleCheck) {
    check.within("authority") { check in
      check.requireText(name, "name", "who issues the notices")
      check.requireText(address, "address", "where to write to")
      check.requireText(payment, "payment", "how to pay")
      check.requireText(contest, "contest", "how to contest")
      check.requireText(nominate, "nominate", "how to name who drove")
      check.requireText(evidence, "evidence", "where the evidence can be seen")
    }
  }
}
