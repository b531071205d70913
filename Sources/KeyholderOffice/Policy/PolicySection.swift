import Yams

/// One mapping of the policy file, read key by key. Notes every fault instead of stopping at the first, and every key that nobody asked for.
struct PolicySection {
  /// Faults noted while a file is read; shared by its sections, used by one task only.
  final class Faults {
    var all: [PolicyFault] = []
  }

  private let node: Node?
  private let path: String
  private let faults: Faults
  private var asked: Set<String> = []

  init(node: Node?, path: String = "", faults: Faults) {
    self.path = path
    self.faults = faults
    if let node, node.mapping == nil, node.null == nil {
      faults.all.append(PolicyFault(key: path, line: node.mark?.line, message: "is a single value or a list; keys with values belong here"))
      self.node = nil
    } else {
      self.node = node
    }
  }

  mutating func section(_ key: String) -> PolicySection { PolicySection(node: value(key), path: name(key), faults: faults) }

  /// A list of mappings; empty where the key is missing or has no value.
  mutating func sections(_ key: String) -> [PolicySection] {
    nodes(key).enumerated().map { PolicySection(node: $1, path: "\(name(key))[\($0)]", faults: faults) }
  }

  /// A list of single values; empty where the key is missing or has no value.
  mutating func texts(_ key: String) -> [String] {
    nodes(key).compactMap { node in
      if let text = node.scalar?.string, !text.isEmpty { return text }
      faults.all.append(PolicyFault(key: name(key), line: node.mark?.line, message: "holds something that is not a single word"))
      return nil
    }
  }

  /// A text that must be there.
  mutating func text(_ key: String) -> String {
    guard let text = optionalText(key) else {
      note(key, value(key) == nil ? "is missing" : "has no value")
      return ""
    }
    return text
  }

  mutating func optionalText(_ key: String) -> String? {
    guard let node = value(key), node.null == nil else { return nil }
    guard let scalar = node.scalar else {
      note(key, "is a list or a section; a single value belongs here")
      return nil
    }
    return scalar.string.isEmpty ? nil : scalar.string
  }

  mutating func integer(_ key: String, default standard: Int, in range: ClosedRange<Int>) -> Int {
    guard let node = value(key) else { return standard }
    guard let number = node.int, range.contains(number) else {
      note(key, "a whole number from \(range.lowerBound) to \(range.upperBound) belongs here")
      return standard
    }
    return number
  }

  func note(_ key: String, _ message: String) {
    faults.all.append(PolicyFault(key: name(key), line: node?[key]?.mark?.line ?? node?.mark?.line, message: message))
  }

  /// Notes keys that are in the file but mean nothing. A misspelt cap that is silently ignored is no cap.
  func refuseOthers() {
    for (key, _) in node?.mapping ?? [:] {
      guard let text = key.scalar?.string, !asked.contains(text) else { continue }
      let known = asked.sorted().joined(separator: ", ")
      faults.all.append(PolicyFault(key: name(text), line: key.mark?.line, message: "is not a key; known here are: \(known)"))
    }
  }

  private mutating func nodes(_ key: String) -> [Node] {
    guard let node = value(key), node.null == nil else { return [] }
    guard let sequence = node.sequence else {
      note(key, "a list belongs here")
      return []
    }
    return Array(sequence)
  }

  private mutating func value(_ key: String) -> Node? {
    asked.insert(key)
    return node?[key]
  }

  private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
