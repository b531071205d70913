public import Foundation
import Traffic

extension Country {
  /// Writes `registry.csv` and `hotlist.csv` into a folder, as `gantry registry import` and `gantry hotlist import` take them.
  /// - Parameters:
  ///   - folder: an existing folder.
  ///   - now: terms are set around this day: most run on for months, a few have ended.
  /// - Throws: ``SimulatorError/file(_:)`` where a file cannot be written.
  public func writeFiles(to folder: URL, now: Date) throws(SimulatorError) {
    for (name, text) in [("registry.csv", registryCSV(now: now)), ("hotlist.csv", hotlistCSV(now: now))] {
      let file = folder.appendingPathComponent(name)
      do { try Data(text.utf8).write(to: file) } catch { throw .file(file.path) }
    }
  }

  /// The registry of vehicles: header `plate,status,valid_until,make,model,colour,keeper_name,keeper_address`.
  public func registryCSV(now: Date) -> String {
    var chance = SeededRandom(seed: seed, of: "registry")
    var lines = ["plate,status,valid_until,make,model,colour,keeper_name,keeper_address"]
    for vehicle in vehicles where vehicle.country == "UZ" {
      let keeper = Keeper(chance: &chance, district: banks[vehicle.home].site.district)
      let isOver = vehicle.papers == .expired || vehicle.papers == .uninsured
      let days = isOver ? -chance.number(in: 3...300) : chance.number(in: 20...700)
      let until = Self.day(now.addingTimeInterval(days * 86_400))
      let status = vehicle.papers == .stolen ? "valid" : vehicle.papers.rawValue
      let fields = [vehicle.plate.text, status, vehicle.papers == .unregistered ? "" : until, vehicle.model.make, vehicle.model.name, vehicle.paint.rawValue]
      lines.append((fields + [keeper.name, keeper.address]).map(Self.field).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The list of stolen vehicles: header `plate,list,reason,source,expires`.
  public func hotlistCSV(now: Date) -> String {
    var chance = SeededRandom(seed: seed, of: "hotlist")
    var lines = ["plate,list,reason,source,expires"]
    for vehicle in vehicles where vehicle.papers == .stolen {
      let reported = Self.day(now.addingTimeInterval(-chance.number(in: 1...40) * 86_400))
      let expires = Self.day(now.addingTimeInterval(chance.number(in: 30...90) * 86_400))
      let report = "Vehicle reported stolen on \(reported), file \(10_000 + chance.below(89_999))/26"
      let source = "\(banks[vehicle.home].site.district) department of internal affairs"
      lines.append([vehicle.plate.text, "stolen", report, source, expires].map(Self.field).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }

  /// Quoted where the format asks for it (RFC 4180).
  private static func field(_ text: String) -> String {
    text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
  }
}
