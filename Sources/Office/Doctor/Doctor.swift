import AsyncHTTPClient
public import Foundation
import Logging
import Storage

/// Examines an installation as a stranger would and from inside, and says what holds and what does not.
public enum Doctor {
  /// Examines the installation of a configuration from outside its server.
  ///
  /// File modes are read first: opening the store puts some of them right.
  /// - Parameter now: The clock.
  /// - Returns: The findings; a server that does not run is one of them.
  public static func examine(_ configuration: Configuration, now: @escaping @Sendable () -> Date = { Date() }) async -> Diagnosis {
    let files = await Self.files(configuration, now: now)
    let server = ServingProcess.holding(ports: [configuration.office.port, configuration.cameras.port, configuration.publicListener.port])
    let (store, obstacle) = open(configuration)
    let patient = Patient(configuration: configuration, store: store, server: server, now: now)
    let rest = await examine(patient)
    return Diagnosis(at: now(), findings: files + obstacle + rest)
  }

  /// What opening the store would put right.
  static func files(_ configuration: Configuration, now: @escaping @Sendable () -> Date) async -> [Finding] {
    await FileExamination(configuration: configuration).examine() + SafetyExamination(configuration: configuration, now: now).examine()
  }

  /// Examines a patient, all but its files.
  static func examine(_ patient: Patient) async -> [Finding] {
    let client = Stranger.makeClient()
    let stranger = Stranger(client: client, addresses: patient.addresses)
    let findings = await withTaskExecutorPreference(DoctorExecutor.shared) {
      var findings: [Finding] = []
      for examination in examinations(of: patient, stranger) where !Task.isCancelled { findings += await examination.examine() }
      return findings
    }
    try? await client.shutdown()
    return findings
  }

  private static func examinations(of patient: Patient, _ stranger: Stranger) -> [any Examination] {
    let isEncrypted = patient.configuration.officeAddress.lowercased().hasPrefix("https://")
    let outside: [any Examination] = [
      StrangerExamination(
        doors: Door.all(of: patient.configuration), knocking: stranger, isEncrypted: isEncrypted, closedHere: patient.closedHere),
      ProtocolExamination(patient), CertificateExamination(configuration: patient.configuration, now: patient.now),
      PortExamination(patient: patient), ContactExamination(configuration: patient.configuration),
      DiskExamination(folder: patient.configuration.data), ClockExamination(), MemoryExamination(server: patient.server),
    ]
    guard let store = patient.store else { return outside }
    return outside + [
      LogExamination(configuration: patient.configuration, store: store, now: patient.now), OutboxExamination(store: store, now: patient.now),
      RetentionExamination(configuration: patient.configuration, store: store, now: patient.now),
      RotationExamination(configuration: patient.configuration, store: store, now: patient.now),
      CameraClockExamination(configuration: patient.configuration, store: store, now: patient.now),
      AdministratorExamination(configuration: patient.configuration, store: store), AbsenceExamination(store: store, now: patient.now),
      ReviewExamination(store: store, now: patient.now), SoftwareExamination(store: store, server: patient.server),
    ]
  }

  /// The store, or why there is none.
  private static func open(_ configuration: Configuration) -> (Store?, [Finding]) {
    // Opening would make a folder that is missing, and an examination changes nothing.
    guard FileManager.default.fileExists(atPath: configuration.data.path) else {
      return (nil, [.fails("store", "There is no data folder at \(configuration.data.path).", "Start the server once, or name the right folder with `data`.")])
    }
    do {
      return (try Store(folder: configuration.data, keys: try ServerKeys.load(file: configuration.key)), [])
    } catch {
      return (nil, [.fails("store", "What rests inside could not be checked. \(error)", "Mend that first, then run `gantry doctor` again.")])
    }
  }
}
