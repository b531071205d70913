import Glibc

/// Whether the server listens on its three addresses and nowhere else.
struct PortExamination: Examination {
  static let name = "ports"

  let patient: Patient

  struct Facts: Sendable {
    /// `nil` where the process may not be looked at.
    var sockets: [ListeningSocket]?
    /// The configured ports; 0 stands for one that the system chose.
    var ports: [Int]
    /// Those of them that are to be reached from this machine alone.
    var loopbackPorts: [Int]
  }

  func facts() -> Facts {
    let listeners = patient.listeners.map(\.listener)
    let inodes = patient.server.flatMap(ServingProcess.sockets)
    return Facts(
      sockets: inodes.map { inodes in ListeningSocket.all().filter { inodes.contains($0.inode) } }, ports: listeners.map(\.port),
      loopbackPorts: listeners.filter(\.isLoopback).map(\.port))
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard let sockets = facts.sockets else {
      return [unknown("Which ports the server has open cannot be seen.", advice: "Run the check as the server's own user or as root, while it serves.")]
    }
    guard !facts.ports.contains(0) else { return [unknown("The system chose the ports, so they cannot be compared with the configuration.")] }
    let extra = Set(sockets.map(\.port)).subtracting(facts.ports).sorted()
    var findings = extra.map { port in
      fails("The server also listens on port \(port), which the configuration does not name.", "Find out who opened it; stop the server until you know.")
    }
    findings += sockets.filter { $0.isEverywhere && facts.loopbackPorts.contains($0.port) }.map { socket in
      fails("Port \(socket.port) is open to the network, and the configuration says loopback.", "Restart the server under the present configuration.")
    }
    return findings.isEmpty ? [holds("The server listens on its configured ports and on no other.")] : findings
  }
}
