import Foundation
import HTTPTypes

/// An address of one listener, as a stranger may knock at it.
struct Door: Sendable, Hashable {
  var listener: ListenerName
  var method: HTTPRequest.Method
  /// In the router's notation: `/cases/{id}`.
  var path: String
  /// Whether it is meant to show a stranger something.
  var isOpen: Bool

  /// An address that its path stands for.
  var knockPath: String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      if part == "**" { return "none.js" }
      return part.hasPrefix("{") ? Self.nobody : String(part)
    }.joined(separator: "/")
  }

  /// Names nothing that there is.
  private static let nobody = "00000000-0000-4000-8000-000000000000"
}

extension Door {
  /// Every door of an installation, from the tables that the listeners are built from.
  static func all(of configuration: Configuration) -> [Door] {
    // Only the routes are asked for, of which static files have one, whatever files there are.
    let files = StaticFiles(folder: configuration.web.folder.appending(path: "none"), libraries: configuration.web.folder.appending(path: "none"))
    let office = OfficeRouter.table(files).routes.map { Door(listener: .office, method: $0.method, path: $0.path, isOpen: $0.gate == .open) }
    let visitors = PublicRouter.routes.map { Door(listener: .publicListener, method: $0.method, path: $0.path, isOpen: PortalRoutes.isOpen($0)) }
    let log = LogReadRoutes.paths.map { Door(listener: .publicListener, method: .get, path: $0, isOpen: true) }
    let cameras = CameraRouter.paths.map { Door(listener: .cameras, method: $0.method, path: $0.path, isOpen: $0.path == CameraRouter.healthPath) }
    return office + visitors + log + cameras
  }
}
