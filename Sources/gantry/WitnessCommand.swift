import ArgumentParser

/// One who watches a public log from outside.
struct WitnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Watch a public log: sign each state of it that continues the one before, and no other.",
    discussion: """
      For newspapers, universities, courts: anybody whom the public believes and the police does not command. A log that shows two faces is found out.
        gantry witness init --folder witness --name witness.example/w1 --log "$(cat log.txt)"
        gantry witness serve --folder witness --port 8100
      `log.txt` is what `gantry log key` printed at the server; fetch it in a way that does not pass through the server. Any other witness that speaks
      C2SP's tlog-witness does as well.
      """,
    subcommands: [WitnessInitCommand.self, WitnessServeCommand.self, WitnessStatusCommand.self, WitnessAddLogCommand.self])
}
