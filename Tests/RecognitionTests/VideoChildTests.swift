import CChildren
import Foundation
import Glibc
import Testing

@testable import Recognition

@Suite(.timeLimit(.minutes(10))) struct VideoChildTests {
  private let shell = URL(fileURLWithPath: "/bin/sh")

  @Test func inputOutputAndStatusComeThrough() async throws {
    let child = try ChildProcess(shell, ["-c", "cat; echo trouble >&2; exit 7"], input: Data("hello".utf8))
    let answer = try await child.answer(timeout: .seconds(20))
    #expect(answer.status == 7)
    #expect(answer.output == Data("hello".utf8))
    #expect(answer.complaints == "trouble\n")
  }

  @Test func nothingOfThisProcessIsHandedDown() async throws {
    setenv("GANTRY_TEST_SECRET", "secret", 1)
    let kept = open("/dev/null", O_RDONLY)
    defer { close(kept) }
    let answer = try await ChildProcess(shell, ["-c", "env; ls /proc/self/fd"]).answer(timeout: .seconds(20))
    let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
    #expect(!lines.contains { $0.contains("SECRET") })
    // Input, output, complaints, and the folder that ls itself has open.
    #expect(lines.filter { Int($0) != nil } == ["0", "1", "2", "3"])
  }

  @Test func aLentFileIsNumberThree() async throws {
    let file = child_memory_file()
    defer { close(file) }
    let answer = try await ChildProcess(shell, ["-c", "echo from the child > /proc/self/fd/3"], lent: file).answer(timeout: .seconds(20))
    #expect(answer.status == 0)
    lseek(file, 0, SEEK_SET)
    #expect(try FileHandle(fileDescriptor: file, closeOnDealloc: false).readToEnd() == Data("from the child\n".utf8))
  }

  @Test func oneThatHangsIsEndedAndReaped() async throws {
    let child = try ChildProcess(shell, ["-c", "exec sleep 60"])
    await #expect(throws: VideoFault.self) { try await child.answer(timeout: .milliseconds(200)) }
    #expect(child.waitForEnd() == 128 + SIGKILL)
  }

  @Test func aCancelledTaskEndsIt() async throws {
    let child = try ChildProcess(shell, ["-c", "exec sleep 60"])
    let task = Task { try await child.answer(timeout: .seconds(50)) }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(child.waitForEnd() == 128 + SIGKILL)
  }

  @Test func whatIsNotThereIsNamed() {
    #expect(throws: VideoFault.programMissing("/nonexistent/ffmpeg")) { try ChildProcess(URL(fileURLWithPath: "/nonexistent/ffmpeg"), []) }
    #expect(throws: VideoFault.programMissing("/nonexistent/ffmpeg")) { try Ffmpeg.found(URL(fileURLWithPath: "/nonexistent/ffmpeg")) }
    #expect(throws: VideoFault.programMissing("ffmpeg")) { try Ffmpeg.found(nil, environment: ["PATH": "/nonexistent"]) }
  }
}
