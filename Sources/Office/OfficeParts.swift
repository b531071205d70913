import Access
import Enforcement
import Foundation
import Logging
import Recognition
import Storage
import Traffic

/// What the running service is made of; handed to the listeners, which own none of it.
struct OfficeParts: Sendable {
  var configuration: Configuration
  let store: Store
  /// Where sealed passes rest.
  let passes: PassArchive
  let log: PublicLog
  /// Leads warrants; `nil` only where an office has no pages for them.
  var warrants: WarrantDesk?
  /// `nil` where no models are installed: cameras that read go on working, the others' passes are kept without a plate.
  let reader: (any PlateReader)?
  var frontDoor: FrontDoor
  /// Leads people through their agency's identity provider; `nil` where none is configured.
  var agency: AgencyDesk?
  let live: LiveEvents
  let traffic = LiveTraffic()
  /// Cameras, sites, hotlist and registry size as last read from the store.
  var directory: Directory
  /// What the watched streams show at the moment; empty at each start.
  var frames = FrameBoard()
  /// What was sealed at once and is not written into the statistics yet.
  let counter = PassCounter()
  /// How the public log stands with its witnesses.
  let witnesses = WitnessBoard()
  /// Who is connected to the cameras' listener.
  let connections = CameraConnections()
  /// Which camera a certificate is of.
  let certificates = CameraCertificates()
  let logger: Logger
  /// The clock, so that tests can set it.
  var now: @Sendable () -> Date
}
