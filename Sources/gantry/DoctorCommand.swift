import ArgumentParser
import Foundation
import Office

/// `gantry doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine an installation as a stranger would, and from inside.",
    discussion: """
      Knocks at every address of every listener without credentials, looks at ports, files, disk, clock, retention, keys, people and the public log, and \
      says what holds, what does not, and what to do. Nothing is changed. Run it on the server, as the server's user or as root.

      Ends with 0 where all is well, with 1 where something is wrong, and with 2 where it could not look. The server does the same every hour by itself.
      """)

  @Flag(help: "Print one JSON object.") var json = false
  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    let configuration: Configuration
    do {
      configuration = try config.configuration()
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      throw ExitCode(2)
    }
    let diagnosis = await Doctor.examine(configuration)
    print(json ? try DoctorReport(diagnosis).line() : DoctorReport(diagnosis).text)
    if !diagnosis.isWell { throw ExitCode.failure }
  }
}
