import DurableFiles
import Foundation
import Yams

/// One mapping of the configuration file, read key by key. Notes every fault instead of stopping at the first, and every key that nobody asked for.
struct ConfigurationSection {
  private let node: Node?
  private let path: String
  private let faults: FaultList
  private let base: URL
  private var asked: Set<String> = []

  /// Faults noted while a file is read; shared by its sections, used by one task only.
  final class FaultList {
    var all: [ConfigurationFault] = []
  }

  init(node: Node?, path: String = "", base: URL, faults: FaultList) {
    self.base = base
    self.path = path
    self.faults = faults
    if let node, node.mapping == nil, node.null == nil {
      faults.all.append(ConfigurationFault(key: path, line: node.mark?.line, message: "is a single value or a list; a section with keys belongs here"))
      self.node = nil
    } else {
      self.node = node
    }
  }

  mutating func section(_ key: String) -> ConfigurationSection {
    ConfigurationSection(node: value(key), path: name(key), base: base, faults: faults)
  }

  /// The mappings of a list.
  mutating func sections(_ key: String) -> [ConfigurationSection] {
    guard let value = value(key), value.null == nil else { return [] }
    guard let sequence = value.sequence else {
      note(key, "a list belongs here")
      return []
    }
    return sequence.enumerated().map { ConfigurationSection(node: $1, path: "\(name(key))[\($0)]", base: base, faults: faults) }
  }

  mutating func text(_ key: String, default standard: String? = nil) -> String {
    guard let value = value(key) else {
      if standard == nil { note(key, "is missing") }
      return standard ?? ""
    }
    guard let scalar = value.scalar, !scalar.string.isEmpty else {
      note(key, "has no value")
      return standard ?? ""
    }
    return scalar.string
  }

  mutating func optionalText(_ key: String) -> String? {
    guard let value = value(key), value.null == nil else { return nil }
    return value.scalar?.string
  }

  /// A list of texts.
  mutating func texts(_ key: String, default standard: [String]) -> [String] {
    guard let value = value(key) else { return standard }
    let texts = value.sequence?.compactMap(\.scalar?.string).filter { !$0.isEmpty }
    guard let texts, texts.count == value.sequence?.count else {
      note(key, "a list of texts belongs here")
      return standard
    }
    return texts
  }

  mutating func integer(_ key: String, default standard: Int, in range: ClosedRange<Int>) -> Int {
    guard let value = value(key) else { return standard }
    guard let number = value.int, range.contains(number) else {
      note(key, "a whole number from \(range.lowerBound) to \(range.upperBound) belongs here")
      return standard
    }
    return number
  }

  /// A duration such as `90s`, `15min`, `8h` or `30d`.
  mutating func duration(_ key: String, default standard: Duration) -> Duration {
    guard let value = value(key) else { return standard }
    guard let text = value.scalar?.string, let duration = Duration(written: text) else {
      note(key, "a duration such as 90s, 15min, 8h or 30d belongs here")
      return standard
    }
    return duration
  }

  /// A number of bytes such as `512KiB` or `32MiB`.
  mutating func bytes(_ key: String, default standard: Int) -> Int {
    guard let value = value(key) else { return standard }
    guard let text = value.scalar?.string, let count = Self.byteCount(text) else {
      note(key, "a size such as 512KiB or 32MiB belongs here")
      return standard
    }
    return count
  }

  /// A file or folder; relative ones start at the configuration file's folder.
  mutating func file(_ key: String, default standard: URL) -> URL {
    optionalFile(key) ?? standard
  }

  mutating func optionalFile(_ key: String) -> URL? {
    guard let text = optionalText(key), !text.isEmpty else { return nil }
    return URL(fileURLWithPath: text, relativeTo: base).standardizedFileURL
  }

  /// Whether the value of a key is a section, and not a single value.
  func isSection(_ key: String) -> Bool { node?[key]?.mapping != nil }

  /// A file with a secret, or a credential of the service: `credential:server.key`.
  mutating func secret(_ key: String) -> URL? {
    guard let text = optionalText(key), !text.isEmpty else { return nil }
    do {
      return try SystemCredential.file(text) ?? URL(fileURLWithPath: text, relativeTo: base).standardizedFileURL
    } catch {
      note(key, "\(error)")
      return URL(fileURLWithPath: text, relativeTo: base).standardizedFileURL
    }
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, default standard: Choice) -> Choice where Choice.RawValue == String {
    guard let value = value(key) else { return standard }
    guard let text = value.scalar?.string, let choice = Choice(rawValue: text) else {
      note(key, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")) belongs here")
      return standard
    }
    return choice
  }

  /// Whether the file sets a key that was asked for.
  func has(_ key: String) -> Bool { node?[key] != nil }

  /// The node of a key that is decoded elsewhere.
  mutating func raw(_ key: String) -> Node? { value(key) }

  func note(_ key: String, _ message: String) {
    faults.all.append(ConfigurationFault(key: name(key), line: node?[key]?.mark?.line, message: message))
  }

  /// Notes keys that are in the file but mean nothing. A misspelt key that is silently ignored is how systems are left open.
  func refuseOthers() {
    for (key, _) in node?.mapping ?? [:] {
      guard let text = key.scalar?.string, !asked.contains(text) else { continue }
      let known = asked.sorted().joined(separator: ", ")
      faults.all.append(ConfigurationFault(key: name(text), line: key.mark?.line, message: "is not a key; known here are: \(known)"))
    }
  }

  private mutating func value(_ key: String) -> Node? {
    asked.insert(key)
    return node?[key]
  }

  private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private static func byteCount(_ text: String) -> Int? {
    let units = ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30]
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Int(text.dropLast(unit.count).trimmingCharacters(in: .whitespaces)), (1...4096).contains(number) else { return nil }
      return number * factor
    }
    return nil
  }
}
