import ArgumentParser
import Foundation
import RoadsideAgent

/// The machine beside a camera that cannot do TLS.
struct CameraAgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent",
    abstract: "Stand beside a camera that cannot do TLS, and hand what it posts to the server with a certificate of its own.",
    subcommands: [Enrol.self, Run.self, Status.self])

  struct Folder: ParsableArguments {
    @Option(help: ArgumentHelp("The agent's folder.", valueName: "folder"))
    var folder = "agent"

    var agent: AgentFolder { AgentFolder(URL(fileURLWithPath: folder)) }
  }

  struct Enrol: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw keys, have them certified with the code of `gantry camera enrol`, and write the folder.",
      discussion: "The code may also come from standard input. What the agent was told stands in agent.yaml in its folder afterwards, and can be changed there.")

    @Argument(help: "The one-time code; left out, it is read from standard input.")
    var code: String?
    @Option(help: ArgumentHelp("The cameras' address of the server, such as https://gantry.example:8081.", valueName: "url"))
    var server: String
    @Option(name: .customLong("pin"), help: ArgumentHelp("The server's key, as `gantry camera enrol` prints it; repeat while it changes.", valueName: "pin"))
    var pins: [String]
    @Option(help: ArgumentHelp("Where the camera hands its captures in.", valueName: "address"))
    var listen = "127.0.0.1:8091"
    @Option(help: ArgumentHelp("The camera's address, or a range; repeat for more.", valueName: "range"))
    var allow: [String] = ["127.0.0.1"]
    @Flag(help: "Sign every capture with a key of the agent's own, so that the case can show who sent it.")
    var sign = false
    @OptionGroup var folder: Folder

    func run() async throws {
      let settings = AgentSettings(server: server, pins: pins, listen: listen, allow: allow, signs: sign)
      do {
        try settings.check()
        guard let code = code ?? readLine(strippingNewline: true) else { throw CommandFailure("a code belongs here; `gantry camera enrol` prints one") }
        let certificate = try await AgentEnrolment(folder.agent).enrol(code: code, settings: settings)
        print("enrolled as \(certificate.camera) until \(certificate.notAfter.formatted(.iso8601)); `gantry camera agent run --folder \(folder.folder)` starts it")
      } catch let fault as AgentFault {
        throw CommandFailure("\(fault)")
      }
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the agent until it is told to stop.",
      discussion: "Keeps nothing: while the server cannot be reached the camera hears 503 and keeps what it has.")

    @OptionGroup var folder: Folder
    @OptionGroup var log: LogLevelOption
    @Flag(name: .customLong("until-stdin-closes"), help: "End when standard input does, so that it does not outlive the program that started it.")
    var untilStandardInputCloses = false

    func run() async throws {
      let agent: Agent
      do {
        agent = try Agent(
          folder.agent, untilStandardInputCloses: untilStandardInputCloses, logger: log.bootstrap("gantry.agent"),
          started: { port in FileHandle.standardOutput.write(Data("The agent listens on port \(port)\n".utf8)) })
      } catch {
        throw CommandFailure("\(error)")
      }
      try await agent.run()
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say whose certificate the agent has, until when, and whether the server answers. Ends with 1 where it does not.")

    @OptionGroup var folder: Folder
    @OptionGroup var log: LogLevelOption

    func run() async throws {
      do throws(AgentFault) {
        let agent = try Agent(folder.agent, logger: log.bootstrap("gantry.agent"))
        let certificate = agent.certificate
        print("camera\t\(certificate.camera)\ncertificate until\t\(certificate.notAfter.formatted(.iso8601))\nrenewed after\t\(certificate.renewAfter.formatted(.iso8601))")
        try await agent.checkLine()
        print("server\tanswers")
      } catch {
        throw CommandFailure("\(error)")
      }
    }
  }
}
