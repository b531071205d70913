import Access
import ArgumentParser
import Foundation
import Storage
import Traffic

/// The cameras that may send.
struct CameraCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "camera", abstract: "Add and list cameras.", subcommands: [Add.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a camera, or change the one with this ID, and print the key it sends with.",
      discussion: "The key is shown once; the store keeps only its SHA-256. Adding a camera again makes a new key and ends the old one.")

    @Argument(help: "ID: letters, digits, '-', '_', '.'.")
    var id: CameraID
    @Option(help: "The site it stands at; see `gantry site add`.")
    var site: SiteID
    @Option(help: "What people call it.")
    var name: String?
    @Option(help: "How it speaks: gantry, openalpr or hikvision.")
    var dialect: Camera.Dialect = .gantry
    @Option(help: "What the device calls itself in its messages; others are quarantined.")
    var device: String?
    @Option(help: "Country of most plates here, ISO 3166-1 alpha-2.")
    var region: String?
    @Option(help: "Direction of view in degrees clockwise from north.")
    var heading: Double?
    @Flag(help: "The camera does not read plates; Gantry reads its pictures.")
    var unread = false
    @Flag(help: "On board a vehicle: its position comes with each capture.")
    var mobile = false
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      let store = try config.store()
      guard let place = try store.site(site) else {
        throw CommandFailure("there is no site \(site); `gantry site list` shows those there are, `gantry site add` makes one")
      }
      let key = Token().text
      let camera = Camera(
        id: id, site: site, name: name ?? id.rawValue, dialect: dialect, deviceID: device, coordinate: place.coordinate, headingDegrees: heading,
        readsPlates: !unread, isMobile: mobile, region: region?.uppercased())
      try store.save(camera, key: key)
      print("camera \(id) is saved; its key, shown only now:\n\(key)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List cameras.")
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      for camera in try config.store().cameras() {
        let reads = camera.readsPlates ? "reads plates" : "read by gantry"
        print("\(camera.id)\t\(camera.site)\t\(camera.dialect.rawValue)\t\(reads)\t\(camera.isEnabled ? "enabled" : "disabled")")
      }
    }
  }
}

