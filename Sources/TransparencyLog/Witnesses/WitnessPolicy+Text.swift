extension WitnessPolicy {
  private static let thing = "witness policy"
  /// More lines of a sort are refused, so that a file that is not one's own keeps nobody busy.
  private static let mostLines = 256

  /// Reads a policy file: lines `log <key> [address]`, `witness <name> <key> [address]`, `group <name> all|any|<k> <names>` and one
  /// `quorum <name>|none`; empty lines and lines that begin with `#` are passed over.
  /// - Throws: ``TransparencyFault/malformed(_:_:)`` with the number of the line.
  public init(text: String) throws(TransparencyFault) {
    var hasQuorum = false
    var members: Set<String> = []
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count <= Self.mostLines else { throw .malformed(Self.thing, "it has more than \(Self.mostLines) lines.") }
    for (place, line) in lines.enumerated() {
      let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { String(Substring($0)) }
      guard let sort = words.first, !sort.hasPrefix("#") else { continue }
      do {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw Flaw("it has a control character.") }
        switch sort {
        case "log": try addLog(words)
        case "witness": try addWitness(words)
        case "group": try addGroup(words, &members)
        case "quorum":
          guard !hasQuorum, words.count == 2, words[1] == "none" || isDefined(words[1]) else {
            throw Flaw("one line `quorum` names a witness or group of the lines above, or `none`.")
          }
          hasQuorum = true
          quorum = words[1] == "none" ? nil : words[1]
        default: throw Flaw("`log`, `witness`, `group` or `quorum` is expected.")
        }
      } catch {
        throw .malformed(Self.thing, "line \(place + 1): \((error as? Flaw)?.what ?? "\(error)")")
      }
    }
    guard hasQuorum else { throw .malformed(Self.thing, "a line `quorum` is missing; `quorum none` asks for no witness.") }
  }

  /// What is wrong with one line.
  private struct Flaw: Error {
    let what: String
    init(_ what: String) { self.what = what }
  }

  private func isDefined(_ name: String) -> Bool { groups[name] != nil || witnesses.contains { $0.name == name } }

  private mutating func addLog(_ words: [String]) throws {
    guard (2...3).contains(words.count) else { throw Flaw("a log is written `log <key> [address]`.") }
    let key = try key(words[1], .log)
    logs.append(Party(name: key.name, key: key, address: words.count > 2 ? words[2] : nil))
  }

  private mutating func addWitness(_ words: [String]) throws {
    guard (3...4).contains(words.count) else { throw Flaw("a witness is written `witness <name> <key> [address]`.") }
    try checkNew(words[1])
    let key = try key(words[2], .witness)
    witnesses.append(Party(name: words[1], key: key, address: words.count > 3 ? words[3] : nil))
  }

  private mutating func addGroup(_ words: [String], _ taken: inout Set<String>) throws {
    guard words.count >= 4 else { throw Flaw("a group is written `group <name> all|any|<k> <names>`.") }
    try checkNew(words[1])
    let members = Array(words[3...])
    let threshold = words[2] == "all" ? members.count : words[2] == "any" ? 1 : Int(canonical: words[2]) ?? 0
    guard (1...members.count).contains(threshold) else { throw Flaw("the group asks for `all`, `any` or 1 to \(members.count) of its members.") }
    for member in members {
      guard isDefined(member) else { throw Flaw("\(member) is no witness or group of the lines above.") }
      // Otherwise one witness could stand for two.
      guard taken.insert(member).inserted else { throw Flaw("\(member) is a member of a group already.") }
    }
    groups[words[1]] = Group(threshold: threshold, members: members)
  }

  private func checkNew(_ name: String) throws {
    guard name != "none", !isDefined(name) else { throw Flaw("the name \(name) is taken.") }
  }

  private func key(_ text: String, _ kind: NoteKey.Kind) throws -> NoteKey {
    let key = try NoteKey(text: text)
    guard key.kind == kind else { throw Flaw("a log's key has kind 1 and a witness's kind 4.") }
    // A log's shards may share a key; a witness that stood there twice would count twice.
    let isThere = kind == .log ? logs.contains { $0.key == key } : witnesses.contains { $0.key.publicKey == key.publicKey }
    guard !isThere else { throw Flaw("the key stands there already.") }
    return key
  }
}
