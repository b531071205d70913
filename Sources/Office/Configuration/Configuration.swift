public import Enforcement
public import Foundation
public import Sealing
public import Witnessing

/// Everything an administrator can set, from one YAML file. `Documentation/configuration.md` describes each key.
public struct Configuration: Sendable, Equatable {
  /// The data folder: database and sealed objects.
  public var data: URL
  /// The server's key file; never inside the data folder.
  public var key: URL
  /// Where pages are served to people.
  public var office: Listener
  /// Where cameras send to.
  public var cameras: Listener
  /// Where the public page, the log and the notice portal are served to anyone.
  public var publicListener: Listener
  /// The address people type, such as `https://gantry.example`; used in one-time links and to check where a form came from.
  public var officeAddress: String
  public var sessions: Sessions
  public var signIn: SignIn
  public var cameraAccess: CameraAccess
  public var intake: Intake
  public var recognition: Recognition
  public var video: Video
  public var sealing: Sealing
  public var transparency: Transparency
  public var publicPage: PublicPage
  public var retention: Retention
  public var map: Map
  public var web: Web
  public var rules: Rulebook
  public var log: Log
  /// SHA-256 of the file's bytes, by which the public log knows that it was changed.
  public var fileHash = Data()


  public struct Sessions: Sendable, Equatable {
    /// A session ends when it was not used for this long.
    public var idle: Duration
    /// A session ends this long after sign-in, used or not.
    public var absolute: Duration
  }

  public struct Intake: Sendable, Equatable {
    /// Largest request body in bytes.
    public var maximumBodyBytes: Int
    /// A capture time further from now than this is flagged on the case.
    public var clockTolerance: Duration
    /// How many captures are read and judged at the same time.
    public var workers: Int
    /// With more captures than this waiting to be judged, cameras are told to come back later.
    public var maximumBacklog: Int
  }

  public struct Recognition: Sendable, Equatable {
    public var models: URL?
    public var onnxRuntime: URL?
    /// How many pictures are read at the same time.
    public var lanes: Int
  }

  public struct Video: Sendable, Equatable {
    /// The program that takes streams apart; `nil` looks for `ffmpeg` among the programs of the system.
    public var ffmpeg: URL?
    /// How many pictures of a stream are looked at in a second.
    public var framesPerSecond: Int
    /// How much of the stream around a crossing becomes the clip: half of it before, half after.
    public var clip: Duration
    /// A folder in memory, in which the last minute of each enforcing camera's stream is kept to cut clips from.
    public var memoryFolder: URL
    /// How many bytes of one stream are kept there.
    public var ringBytes: Int
  }

  /// Whose keys passes are sealed to.
  public struct Sealing: Sendable, Equatable {
    /// What is kept of a pass's pictures.
    public enum Pictures: String, Sendable, CaseIterable { case none, plate, all }

    /// One who holds a share of the keys.
    public struct Keyholder: Sendable, Equatable {
      public var name: HolderID
      /// The Ed25519 identity that its day keys and answers are signed with, 32 bytes: pinned here, believed from nowhere else.
      public var identity: Data
      /// Where it is asked; `nil` for one that takes files.
      public var address: URL?
    }

    /// This server's name among its keyholders.
    public var installation: InstallationID
    public var epochMinutes: Int
    public var pictures: Pictures
    public var keyholders: [Keyholder]
    /// The keyholders and how many of them open a pass together; `nil` where there are none. No pass is kept then.
    public var holders: HolderSet?
  }

  /// The public log.
  public struct Transparency: Sendable, Equatable {
    /// Its name, under which outsiders know it, such as `gantry.example/audit`. Each year's shard adds its year.
    public var origin: String
    /// Its signing key's file; made at the first start.
    public var key: URL
    /// Who signs every state of it before it is published; `nil` where nobody is asked.
    public var witnesses: WitnessPolicyFile?
    /// How often counts are entered, from which the public page's figures are made.
    public var figures: Duration
  }

  public struct Retention: Sendable, Equatable {
    /// Passes without a violation or hit, in whole days, because keys are made and destroyed by the day. 0: never written.
    public var passDays: Int
    /// Evidence of rejected cases.
    public var rejected: Duration
    /// Bodies that could not be decoded.
    public var unparsed: Duration
    /// Closed cases, with everything in them; `nil` keeps them.
    public var closed: Duration?
    /// Audit records; at least a year.
    public var audit: Duration
  }

  public struct Map: Sendable, Equatable {
    /// Template such as `https://tiles.example/{z}/{x}/{y}.png`; `nil` draws Gantry's own schematic.
    public var tiles: String?
    public var attribution: String?
  }

  public struct Web: Sendable, Equatable {
    /// Folder with templates, styles and scripts.
    public var folder: URL
    /// Folder that holds `leaflet/` and `chart.js/` (Debian's `libjs-*` packages).
    public var libraries: URL
  }

  public struct Log: Sendable, Equatable {
    public enum Format: String, Sendable, CaseIterable { case text, json }
    public var level: String
    public var format: Format
  }
}
