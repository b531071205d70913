public import Foundation

/// Where the parts that are not in the program itself lie: the models and ONNX Runtime.
public struct Installation: Hashable, Sendable {
  /// The folder that holds `Models/`.
  public var home: URL
  /// ONNX Runtime's shared library.
  public var onnxRuntime: URL

  public var models: URL { home.appendingPathComponent("Models", isDirectory: true) }

  /// Looks for the parts.
  ///
  /// The home is `GANTRY_HOME`, else the nearest folder above the program that holds `Models/` or, as a package installs it,
  /// `share/gantry/Models/`. ONNX Runtime is `GANTRY_ONNXRUNTIME`, else the newest `libonnxruntime.so` beside the program or in
  /// `.tools/onnxruntime` of the home.
  /// - Parameters:
  ///   - environment: variables to look in.
  ///   - executable: the program's file.
  /// - Throws: ``RecognitionError/missing(what:path:)`` with the place where the part should be.
  public static func found(
    environment: [String: String] = ProcessInfo.processInfo.environment, executable: URL? = Bundle.main.executableURL
  ) throws(RecognitionError) -> Installation {
    let home = try home(environment: environment, executable: executable)
    return Installation(home: home, onnxRuntime: try onnxRuntime(environment, home, executable))
  }

  /// The folder that holds `Models/`, with or without ONNX Runtime.
  public static func home(
    environment: [String: String] = ProcessInfo.processInfo.environment, executable: URL? = Bundle.main.executableURL
  ) throws(RecognitionError) -> URL {
    if let named = environment["GANTRY_HOME"], !named.isEmpty {
      let home = URL(fileURLWithPath: named, isDirectory: true)
      guard holdsModels(home) else { throw .missing(what: "the folder Models of GANTRY_HOME", path: home.appendingPathComponent("Models").path) }
      return home
    }
    let program = executable?.resolvingSymlinksInPath() ?? URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    var folder = program.deletingLastPathComponent()
    while folder.pathComponents.count > 1 {
      if holdsModels(folder) { return folder }
      let shared = folder.appendingPathComponent("share/gantry", isDirectory: true)
      if holdsModels(shared) { return shared }
      folder = folder.deletingLastPathComponent()
    }
    throw .missing(what: "a folder Models above the program (or set GANTRY_HOME)", path: program.deletingLastPathComponent().path)
  }

  private static func onnxRuntime(_ environment: [String: String], _ home: URL, _ executable: URL?) throws(RecognitionError) -> URL {
    if let named = environment["GANTRY_ONNXRUNTIME"], !named.isEmpty {
      guard FileManager.default.fileExists(atPath: named) else { throw .missing(what: "ONNX Runtime (GANTRY_ONNXRUNTIME)", path: named) }
      return URL(fileURLWithPath: named)
    }
    let folder = home.appendingPathComponent(".tools/onnxruntime", isDirectory: true)
    let beside = executable?.resolvingSymlinksInPath().deletingLastPathComponent()
    guard let newest = beside.flatMap(newestLibrary) ?? newestLibrary(in: folder) else {
      throw .missing(what: "ONNX Runtime (libonnxruntime.so, or set GANTRY_ONNXRUNTIME)", path: folder.path)
    }
    return newest
  }

  private static func newestLibrary(in folder: URL) -> URL? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let libraries = names.filter { $0 == "libonnxruntime.so" || $0.hasPrefix("libonnxruntime.so.") }
    return libraries.max { $0.compare($1, options: .numeric) == .orderedAscending }.map(folder.appendingPathComponent)
  }

  private static func holdsModels(_ folder: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("Models").path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
