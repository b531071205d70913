import Foundation
import Testing

@testable import Recognition

@Suite struct InstallationTests {
  /// A folder of its own with the given files in it, removed afterwards.
  private func withHome(_ files: [String], _ use: (URL) throws -> Void) throws {
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("gantry-\(UUID().uuidString)", isDirectory: true).resolvingSymlinksInPath()
    defer { try? FileManager.default.removeItem(at: home) }
    for file in files {
      let place = home.appendingPathComponent(file)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: place)
    }
    try use(home)
  }

  @Test func partsAreFoundAboveTheProgram() throws {
    let libraries = ["libonnxruntime.so.1.9.0", "libonnxruntime.so.1.23.2", "libonnxruntime_providers_shared.so"].map { ".tools/onnxruntime/" + $0 }
    try withHome(["Models/reader.onnx", ".build/debug/gantry"] + libraries) { home in
      let found = try Installation.found(environment: [:], executable: home.appendingPathComponent(".build/debug/gantry"))
      #expect(found.home.path == home.path)
      #expect(found.models.path == home.path + "/Models")
      #expect(found.onnxRuntime.lastPathComponent == "libonnxruntime.so.1.23.2")
    }
  }

  @Test func partsAreFoundWhereAPackagePutsThem() throws {
    let files = ["usr/share/gantry/Models/reader.onnx", "usr/lib/gantry/gantry", "usr/lib/gantry/libonnxruntime.so.1.23.2", "usr/bin/other"]
    try withHome(files) { root in
      let link = root.appendingPathComponent("usr/bin/gantry")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: root.appendingPathComponent("usr/lib/gantry/gantry"))
      let found = try Installation.found(environment: [:], executable: link)
      #expect(found.home.path == root.path + "/usr/share/gantry")
      #expect(found.onnxRuntime.path == root.path + "/usr/lib/gantry/libonnxruntime.so.1.23.2")
    }
  }

  @Test func environmentComesFirst() throws {
    try withHome(["a/Models/x", "b/Models/x", "b/bin/gantry", "lib.so"]) { home in
      let environment = ["GANTRY_HOME": home.path + "/a", "GANTRY_ONNXRUNTIME": home.path + "/lib.so"]
      let found = try Installation.found(environment: environment, executable: home.appendingPathComponent("b/bin/gantry"))
      #expect(found.home.path == home.path + "/a")
      #expect(found.onnxRuntime.path == home.path + "/lib.so")
    }
  }

  @Test func whatIsMissingIsNamed() throws {
    try withHome(["Models/x", "bin/gantry"]) { home in
      let program = home.appendingPathComponent("bin/gantry")
      let missing = #expect(throws: RecognitionError.self) { try Installation.found(environment: [:], executable: program) }
      #expect(missing?.description.contains(".tools/onnxruntime") == true)
      #expect(throws: RecognitionError.self) { try Installation.found(environment: ["GANTRY_HOME": home.path + "/bin"], executable: program) }
      #expect(throws: RecognitionError.self) { try Installation.found(environment: ["GANTRY_ONNXRUNTIME": home.path + "/none.so"], executable: program) }
    }
  }
}
