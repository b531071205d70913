import Access
import Enforcement
import Foundation
import Logging
import Recognition
import Storage
import Traffic

/// What the running service is made of; handed to the listeners, which own none of it.
struct OfficeParts: Sendable {
  let configuration: Configuration
  let store: Store
  /// `nil` where no models are installed: cameras that read go on working, the others' passes are kept without a plate.
  let reader: (any PlateReader)?
  let frontDoor: FrontDoor
  let live: LiveEvents
  /// Cameras, sites, hotlist and registry size as last read from the store.
  let directory: Directory
  /// What the watched streams show at the moment; empty at each start.
  var frames = FrameBoard()
  let logger: Logger
  /// The clock, so that tests can set it.
  let now: @Sendable () -> Date
}
