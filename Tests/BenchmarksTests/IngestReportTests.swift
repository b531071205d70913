import Foundation
import Testing
import Traffic

@testable import Benchmarks

@Suite("The report of the ingest benchmark")
struct IngestReportTests {
  private func figures(_ accepted: Int, seconds: Double, milliseconds: Int64) -> LoadFigures {
    var figures = LoadFigures(answers: [201: accepted], inTime: accepted, seconds: seconds)
    for _ in 0..<accepted { figures.note(nanoseconds: milliseconds * 1_000_000) }
    return figures
  }

  private func report(passes: Int, milliseconds: Int64, bytes: Int) throws -> IngestReport {
    let server = ServerProgram(program: URL(filePath: "/bin/true"), arguments: [], cameraPort: 1, words: URL(filePath: "/dev/null"))
    let benchmark = try IngestBenchmark(
      server: server, cameras: [(CameraID(unchecked: "cam"), "key")], archive: URL(filePath: "/nowhere"), seconds: 1, connections: 10)
    let loads = IngestBenchmark.Loads(
      ceiling: figures(50_000, seconds: 1, milliseconds: 1), steady: figures(7_700, seconds: 1, milliseconds: 1), residentBytes: 100 << 20,
      greatest: figures(passes, seconds: 1, milliseconds: 1), rate: 15_000, timed: figures(15_000, seconds: 1, milliseconds: milliseconds))
    return IngestReport(loads, of: benchmark, bytes: bytes)
  }

  @Test("Goals are met or not by what was measured")
  func goals() throws {
    let good = try report(passes: 20_000, milliseconds: 4, bytes: 42_700 * 650)
    #expect(good.goals.allSatisfy(\.isMet) && good.goals.count == 5)
    #expect(good.ratio == 0.4 && good.bytesPerPass == 650 && good.passes == 42_700 && good.residentMebibytes == 100)
    #expect(abs(good.latency.p99Milliseconds - 4) < 0.01)
    let bad = try report(passes: 10_000, milliseconds: 60, bytes: 42_700 * 800)
    #expect(bad.goals.map(\.isMet) == [false, false, false, false, true])
    #expect(bad.text.contains("NOT MET  passes a second: 10000 (≥ 15000)"))
  }

  @Test("It can be read back, and says how it was built")
  func coding() throws {
    let report = try report(passes: 20_000, milliseconds: 4, bytes: 1)
    #expect(try JSONDecoder().decode(IngestReport.self, from: JSONEncoder().encode(report)) == report)
    #if DEBUG
      #expect(!report.machine.isReleaseBuild && report.text.contains("debug build"))
    #endif
  }

  @Test("Senders that cannot be are refused", arguments: [(0.0, 10), (10, 0), (-1, 10), (10, 100_000)])
  func unusable(seconds: Double, connections: Int) {
    let server = ServerProgram(program: URL(filePath: "/bin/true"), arguments: [], cameraPort: 1, words: URL(filePath: "/dev/null"))
    #expect(throws: BenchmarkFault.self) {
      try IngestBenchmark(
        server: server, cameras: [(CameraID(unchecked: "cam"), "key")], archive: URL(filePath: "/nowhere"), seconds: seconds,
        connections: connections)
    }
  }

  @Test("A server that ends before it serves is told with its last words")
  func endingServer() async throws {
    let words = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: words) }
    let port = try await ServerProgram.freePorts(1)[0]
    let server = ServerProgram(program: URL(filePath: "/bin/sh"), arguments: ["-c", "echo no key file >&2; exit 3"], cameraPort: port, words: words)
    await #expect { _ = try await server.start() } throws: { "\($0)" == "The server ended with status 3. The last it said: no key file" }
  }

  @Test("A server is started, waited for, measured and ended")
  func wholeServer() async throws {
    let words = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: words) }
    let port = try await ServerProgram.freePorts(1)[0]
    let script = """
      import http.server, signal, sys, time
      signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
      time.sleep(0.3)
      class Answer(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do_GET(self):
          self.send_response(200); self.send_header("Content-Length", "3"); self.end_headers(); self.wfile.write(b"ok\\n")
        def log_message(self, *_): pass
      http.server.ThreadingHTTPServer(("127.0.0.1", \(port)), Answer).serve_forever()
      """
    let program = ServerProgram(program: URL(filePath: "/usr/bin/env"), arguments: ["python3", "-c", script], cameraPort: port, words: words)
    let server = try await program.start()
    #expect(server.startSeconds > 0.3 && server.startSeconds < 60)
    #expect(server.residentBytes > 1 << 20)
    let watch = MemoryWatch(server)
    #expect(await watch.most() > 1 << 20)
    try await server.stop()
    #expect(throws: BenchmarkFault.self) { try server.expectRunning() }
    #expect(server.residentBytes == 0)
  }
}
