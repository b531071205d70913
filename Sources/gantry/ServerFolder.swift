import Foundation
import Storage

/// A folder with everything one server needs: configuration, key and data.
struct ServerFolder {
  var url: URL

  var configurationFile: URL { url.appending(path: "gantry.yaml") }
  var keyFile: URL { url.appending(path: "keys/server.key") }
  var logKeyFile: URL { url.appending(path: "keys/log.key") }
  var dataFolder: URL { url.appending(path: "data") }
  var logFolder: URL { dataFolder.appending(path: "log", directoryHint: .isDirectory) }

  /// What `gantry init` writes; every key is described in Documentation/configuration.md.
  static let freshConfiguration = """
    # Gantry. Every key is described in Documentation/configuration.md; what is not here has its default.
    data: data
    key: keys/server.key
    address: http://localhost:8080
    # Only this machine can reach these. Before other machines may, each needs a certificate, a list of who may come, and an administrator with a
    # passkey; `gantry serve` says what is missing. Documentation/listeners.md shows how, with or without a proxy in front.
    listen:
      office: 127.0.0.1:8080
      cameras: 127.0.0.1:8081
      public: 127.0.0.1:8082
    # The same for a network, once `gantry tls init --name gantry.example` has made the files (and address above says https://gantry.example:8443):
    # listen:
    #   office:
    #     address: 0.0.0.0:8443
    #     tls: {certificate: keys/tls/server.pem, key: keys/tls/server.key}
    #     allow: [10.1.0.0/16]
    #   cameras:
    #     address: 0.0.0.0:8444
    #     tls: {certificate: keys/tls/server.pem, key: keys/tls/server.key}
    #     allow: [10.2.0.0/16]
    #   public: 127.0.0.1:8082
    # Passes are sealed to keyholders and kept; without any they are only counted. `gantry keyholder init` prints the lines that belong here.
    # sealing:
    #   installation: tashkent-city
    #   threshold: 2
    #   keyholders:
    #     - name: supreme-court
    #       identity: (base64)
    #       address: https://keys.court.example

    """

  /// Makes the folders (0700), the key file (0600) and the configuration. A key that is there is kept: without it the data is lost.
  func create(configuration text: String) throws {
    for folder in [url, keyFile.deletingLastPathComponent(), dataFolder] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    if !FileManager.default.fileExists(atPath: keyFile.path) { _ = try ServerKeys.create(file: keyFile) }
    try Data(text.utf8).write(to: configurationFile, options: .atomic)
  }
}
