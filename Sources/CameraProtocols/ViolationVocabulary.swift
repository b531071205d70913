import Traffic

/// What vendors' violation codes and names mean in Gantry's words.
///
/// Sources: the Chinese standard GA 408.1 (now GA/T 16.31), whose numbers most firmware uses, and codes seen in captured payloads.
enum ViolationVocabulary {
  enum Meaning: Hashable {
    /// A violation of this kind.
    case kind(ViolationKind)
    /// Nothing: the code for a normal pass, or a rule that Gantry does not enforce.
    case notEnforced
    /// In no table.
    case unmapped
  }

  /// - Parameters:
  ///   - code: as received. Local suffixes (`1352A`, `16250`) are looked up by their first four characters.
  ///   - name: the vendor's name for it, which decides where the code is in no table.
  static func meaning(code: String?, name: String?) -> Meaning {
    if let code, let meaning = byCode(code) { return meaning }
    if let name, let meaning = byName(name) { return meaning }
    return (code ?? "").isEmpty && (name ?? "").isEmpty ? .notEnforced : .unmapped
  }

  private static func byCode(_ code: String) -> Meaning? {
    if code.allSatisfy({ $0 == "0" }), !code.isEmpty { return .notEnforced }
    if unenforcedCodes.contains(code) { return .notEnforced }
    // Six digits are an installer's own numbers: their first four mean nothing.
    guard code.utf8.count <= 5 else { return nil }
    let standard = String(code.prefix(4))
    if unenforcedCodes.contains(standard) { return .notEnforced }
    return kinds[standard].map(Meaning.kind)
  }

  private static let kinds: [String: ViolationKind] = [
    "1625": .redLight, "1302": .redLight, "1211": .stopLine,
    "1301": .wrongWay, "4702": .wrongWay,
    "1303": .speed, "1603": .speed, "1352": .speed, "1636": .speed, "4305": .speed,
    "1208": .lane, "1018": .lane, "1042": .lane, "1043": .lane, "4008": .lane, "4608": .lane,
    "1345": .solidLine, "1044": .uTurn, "1039": .parking, "1205": .failureToYield,
    "1240": .seatBelt, "1101": .seatBelt, "6011": .seatBelt, "4204": .seatBelt, "1244": .seatBelt, "3019": .seatBelt,
    "1223": .phone, "1613": .noPlate, "1614": .noPlate, "1615": .noPlate, "1616": .noPlate,
  ]

  /// Below minimum speed, prohibition signs of any sort, riders without helmet (standard and Indonesian), alcohol.
  private static let unenforcedCodes: Set<String> = ["4306", "1344", "1207", "151002", "1702", "1712"]

  private static func byName(_ name: String) -> Meaning? {
    let letters = name.lowercased().filter { $0.isLetter }
    return names.first { letters.contains($0.fragment) }?.meaning
  }

  /// Looked for in this order in the letters of the vendor's name.
  private static let names: [(fragment: String, meaning: Meaning)] = [
    ("redlight", .kind(.redLight)), ("stopline", .kind(.stopLine)), ("seatbelt", .kind(.seatBelt)), ("safebelt", .kind(.seatBelt)),
    ("wrongway", .kind(.wrongWay)), ("retrograde", .kind(.wrongWay)), ("wrongdirection", .kind(.wrongWay)),
    ("buslane", .kind(.busLane)), ("solidline", .kind(.solidLine)), ("yellowbox", .kind(.yellowBox)), ("uturn", .kind(.uTurn)),
    ("underspeed", .notEnforced), ("lowspeed", .notEnforced), ("speed", .kind(.speed)),
    ("phone", .kind(.phone)), ("calling", .kind(.phone)), ("pedestrian", .kind(.failureToYield)), ("yield", .kind(.failureToYield)),
    ("parking", .kind(.parking)), ("noplate", .kind(.noPlate)), ("withoutplate", .kind(.noPlate)), ("lane", .kind(.lane)),
    ("helmet", .notEnforced), ("smoking", .notEnforced), ("normal", .notEnforced),
    ("闯红灯", .kind(.redLight)), ("安全带", .kind(.seatBelt)), ("逆行", .kind(.wrongWay)), ("超速", .kind(.speed)),
    ("正常", .notEnforced),
  ]
}
