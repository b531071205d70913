import Access
import ArgumentParser
import Foundation
import Storage
import Traffic

/// The cameras that may send.
struct CameraCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "camera", abstract: "Add and list cameras, give them certificates, and shut them out.",
    subcommands: [Add.self, List.self, CameraEnrolCommand.self, CameraRevokeCommand.self, CameraTermsCommand.self, CameraAgentCommand.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a camera, or change the one with this ID, and print the key it sends with.",
      discussion: """
        The key is shown once; the store keeps only its SHA-256. Adding a camera again makes a new key and ends the old one.

        A video camera sends nothing and has no key: Gantry reads its stream. The stream's address holds a password, and the arguments of a command can be \
        read by everyone on the machine and stay in the shell's history; so it is read from a file, or from standard input:

          gantry camera add tas-014-v --site tas-014 --stream-file - < address.txt

        The address is rtsp, rtsps, http or https; it is kept encrypted. Stop line and red lamp can be given here or drawn on the picture, on the page of cameras.
        """)

    @Argument(help: "ID: letters, digits, '-', '_', '.'.")
    var id: CameraID
    @Option(help: "The site it stands at; see `gantry site add`.")
    var site: SiteID
    @Option(help: "What people call it.")
    var name: String?
    @Option(help: "How it speaks: gantry (where nothing is said), openalpr, hikvision, or video where Gantry watches its stream.")
    var dialect: Camera.Dialect?
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
    @Option(help: ArgumentHelp("Makes it a video camera: the file with its stream's address, or - for standard input.", valueName: "file"))
    var streamFile: String?
    @OptionGroup var marks: VideoMarksOptions
    @OptionGroup var terms: CameraTermsOptions
    @OptionGroup var config: ConfigurationOption

    private var isVideo: Bool { streamFile != nil || dialect == .video }

    func validate() throws {
      if streamFile != nil, let dialect, dialect != .video {
        throw ValidationError("A camera with --stream-file sends nothing, so it speaks no \(dialect.rawValue); leave --dialect out.")
      }
      if try marks.marks != nil, !isVideo { throw ValidationError("--stop-line and --red-lamp are for video cameras; give --stream-file too.") }
      if isVideo, terms.areGiven { throw ValidationError("--from, --rate, --body and --weak are about what a camera sends; a video camera sends nothing.") }
      if isVideo, unread || mobile || device != nil {
        throw ValidationError("--unread, --mobile and --device are about what a camera sends; a video camera sends nothing.")
      }
    }

    func run() throws {
      let (trail, store) = try config.trail(.alteration, of: .camera, id.rawValue)
      guard let place = try store.site(site) else {
        throw CommandFailure("there is no site \(site); `gantry site list` shows those there are, `gantry site add` makes one")
      }
      let camera = Camera(
        id: id, site: site, name: name ?? id.rawValue, dialect: isVideo ? .video : dialect ?? .gantry, deviceID: device, coordinate: place.coordinate,
        headingDegrees: heading, readsPlates: !unread, isMobile: mobile, region: region?.uppercased())
      if isVideo { return try addVideo(camera, to: store, trail) }
      let key = Token().text
      try trail.record {
        try store.save(camera, key: key)
        if terms.areGiven { try store.setTerms(terms.changed(try store.terms(of: id)), of: id) }
      }
      print("camera \(id) is saved; its key, shown only now:\n\(key)")
    }

    private func addVideo(_ camera: Camera, to store: Store, _ trail: ConsoleTrail) throws {
      let address = try streamFile.map { try StreamFile(path: $0).address() }
      if address == nil, try store.stream(of: id) == nil {
        throw CommandFailure("the address of \(id)'s stream is not known yet; give it with --stream-file")
      }
      var camera = camera
      // Marks that somebody drew with care outlast a new name or password.
      camera.video = Camera.Video(marks: try marks.marks ?? store.camera(id)?.video?.marks)
      // A key that nobody knows ends whatever key the camera had before it was watched.
      try trail.record { try store.save(camera, key: Token().text, stream: address) }
      print("camera \(id) is saved; a running server begins to watch its stream within a few seconds")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List cameras.")
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      let store = try config.store()
      let pins = try Dictionary(store.cameraPins().map { ($0.camera, $0.endsAt) }) { max($0, $1) }
      for camera in try store.cameras() {
        let reads = camera.dialect == .video ? Self.watching(camera) : camera.readsPlates ? "reads plates" : "read by gantry"
        print("\(camera.id)\t\(camera.site)\t\(camera.dialect.rawValue)\t\(reads)\t\(camera.isEnabled ? "enabled" : "disabled")\(Self.certificate(pins[camera.id]))")
      }
    }

    private static func certificate(_ endsAt: Date?) -> String { endsAt.map { "\tcertificate until \($0.formatted(.iso8601))" } ?? "" }

    private static func watching(_ camera: Camera) -> String { camera.video?.marks == nil ? "watched by gantry" : "watched by gantry, red light" }
  }
}

