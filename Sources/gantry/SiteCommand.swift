import ArgumentParser
import Foundation
import Storage
import Traffic

/// The places where the road is watched.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "site", abstract: "Add and list sites.", subcommands: [Add.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a site, or change the one with this ID.")

    @Argument(help: "ID: letters, digits, '-', '_', '.'.")
    var id: SiteID
    @Option(help: "What people call it.")
    var name: String
    @Option(help: "City or district.")
    var district: String
    @Option(help: "The administrative region; without it the district counts as one. People's work can be limited to regions.")
    var region: String?
    @Option(help: "Latitude in degrees (WGS 84).")
    var latitude: Double
    @Option(help: "Longitude in degrees (WGS 84).")
    var longitude: Double
    @Option(help: "junction, road or patrol.")
    var kind: Site.Kind = .road
    @Option(help: "IANA time zone.")
    var zone = "Asia/Tashkent"
    @Option(help: "Speed limit in km/h; without it speed is not enforced.")
    var speedLimit: Double?
    @Option(help: "Where the limit comes from, such as a sign's number.")
    var limitSource: String?
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      guard let coordinate = Coordinate(latitude: latitude, longitude: longitude) else {
        throw ValidationError("Latitude is -90…90 and longitude -180…180.")
      }
      guard TimeZone(identifier: zone) != nil else { throw ValidationError("'\(zone)' is not an IANA time zone such as Asia/Tashkent.") }
      let site = Site(
        id: id, name: name, kind: kind, district: district, coordinate: coordinate, timeZone: zone, speedLimitKmh: speedLimit,
        speedLimitSource: limitSource, region: region)
      let (trail, store) = try config.trail(.alteration, of: .site, id.rawValue)
      try trail.record { try store.save(site) }
      print("site \(id) is saved")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List sites.")
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      for site in try config.store().sites() {
        print("\(site.id)\t\(site.kind.rawValue)\t\(site.district)\t\(site.name)\t\(site.speedLimitKmh.map { "\(Int($0)) km/h" } ?? "-")\t\(site.regionName)")
      }
    }
  }
}

